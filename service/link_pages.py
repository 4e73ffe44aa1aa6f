"""What the pages behind signed links show besides `pages`: frozen values, of which none names a child."""

from dataclasses import dataclass

from forms import Choice


@dataclass(frozen=True)
class MovingOn:
    """What is known already of a case that somebody says is not resolved.

    `to` is the stage that it moves to, in words; empty where their answer moves nothing. `tried` is what has been tried
    so far, `taken_on_by` the posts that have it then for their agency. `ways` are there where they choose among
    several, one of them or, with `several`, more.
    """

    to: str = ""
    tried: str = ""
    taken_on_by: str = ""
    ways: tuple[Choice, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class StandIn:
    """Somebody who answers for the one whom a link was made for, as they say themselves."""

    name: str
    email: str


NOWHERE = MovingOn()
