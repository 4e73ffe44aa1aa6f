"""The settings that a command is given."""

from service import config
from service.config import Config
from service.errors import ConfigError

NONE = (
    "No setting is in the environment; `parley settings` names them all.\n"
    "To type a command to the demo, start it with ./run demo, then use ./run parley while it runs."
)


def settings() -> Config:
    """Those in the environment. Raises ConfigError when there are none, or when they cannot be used."""
    read = config.read()
    if not read.model_fields_set:
        raise ConfigError(NONE)
    return read
