"""The names of rows."""

from uuid import uuid4


def new_id() -> str:
    """A fresh id of 36 characters. Random, so that it tells nobody when a row was made, nor how many there are."""
    return str(uuid4())
