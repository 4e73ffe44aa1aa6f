"""What is told, as it leaves a whole service: on each kind of database, as in tests/intake."""

from tests.intake.conftest import house, settings

__all__ = ["house", "settings"]
