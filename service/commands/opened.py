"""The service for as long as a command runs, its connections closed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from service import bootstrap, config
from service.bootstrap import Service


@contextmanager
def opened() -> Iterator[Service]:
    """The service of the settings in the environment. Raises ConfigError when they cannot be used."""
    service = bootstrap.assemble(config.read())
    try:
        yield service
    finally:
        service.engine.dispose()
