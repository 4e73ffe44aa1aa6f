"""The house that journeys are walked through."""

from tests.intake.conftest import house, settings

__all__ = ["house", "settings"]
