"""The service for as long as a command runs, its connections closed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from service import bootstrap
from service.bootstrap import Service
from service.commands.given import settings


@contextmanager
def opened() -> Iterator[Service]:
    """The service of the settings in the environment. Raises ConfigError when they cannot be used."""
    service = bootstrap.assemble(settings())
    try:
        yield service
    finally:
        service.engine.dispose()
