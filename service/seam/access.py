"""Who may do what at the desk, and what the pages ask in order to know who somebody is.

What a person may do follows from the post that they hold, today, in their partnership's own team in the directory:
whoever leaves it is out at the next request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol


class Role(StrEnum):
    COORDINATOR = "coordinator"
    MANAGER = "manager"  # is told where the coordinators are silent
    SCRUTINEER = "scrutineer"  # sees how many cases there are and where they stand, and reads none
    ADMINISTRATOR = "administrator"  # keeps the directory, and reads no case


class Action(StrEnum):
    LIST = "see which cases there are"
    READ = "read a case"
    WRITTEN = "read what is written about a case, and save its documents"
    ACT = "act on a case"
    DECIDE = "decide about a mail"
    LOOK_UP = "look up the directory"
    DIRECTORY = "change the directory"


MAY: Mapping[Role, frozenset[Action]] = {
    Role.COORDINATOR: frozenset(Action),
    Role.MANAGER: frozenset({Action.LIST, Action.READ, Action.WRITTEN, Action.LOOK_UP}),
    Role.SCRUTINEER: frozenset({Action.LIST}),
    Role.ADMINISTRATOR: frozenset({Action.LOOK_UP, Action.DIRECTORY}),
}


@dataclass(frozen=True)
class Signed:
    """Somebody who has signed in to the desk of one partnership; `officer_id` is theirs in its directory."""

    partnership: str
    officer_id: str
    name: str
    roles: frozenset[Role]

    @property
    def holder(self) -> str:
        return f"officer:{self.officer_id}"


def may(person: Signed | None, action: Action, partnership: str) -> bool:
    """Whether they may do this in a case, or the directory, of that partnership. Nobody may do anything elsewhere."""
    return person is not None and person.partnership == partnership and any(action in MAY[one] for one in person.roles)


@dataclass(frozen=True)
class NeedsReason:
    """What is written is not the partnership's to read yet: for a reason only."""


@dataclass(frozen=True)
class Handle:
    """What the browser keeps of a session, for its cookie; `knows_code` once the second step is done."""

    secret: str = field(repr=False)
    knows_code: bool = False


@dataclass(frozen=True)
class SettingUp:
    """What a person sets up a sign-in with: `key` is typed into an authenticator app, `address` is the same as an
    otpauth address for a QR code."""

    partnership: str
    email: str
    key: str = field(repr=False)
    address: str = field(repr=False)


Refusal = Literal["wrong", "too many", "ended", "weak"]


Unvouched = Literal[
    "off", "too many", "unavailable", "ended", "cancelled", "wrong", "unverified", "one factor", "unknown"
]


@dataclass(frozen=True)
class Begun:
    """Somebody goes to the provider at `address`; their browser keeps `secret` until they come back."""

    address: str
    secret: str = field(repr=False)


class SigningIn(Protocol):
    """What the pages of the desk ask of the service about who somebody is. Time limits go by real time."""

    def with_password(self, partnership: str, email: str, password: str, origin: str) -> Handle | Refusal:
        """The first step. An unknown address, a wrong password and a post that is no longer held look the same."""

    def with_code(self, secret: str, code: str) -> Handle | Refusal:
        """The second step: six digits of the app, or a recovery code, once each. The handle is a new one."""

    @property
    def provider(self) -> str:
        """What the provider of OpenID Connect is called that people may sign in with; empty where there is none."""

    def begin(self, partnership: str, origin: str) -> Begun | Unvouched:
        """They are going to sign in with the provider, within ten minutes and once."""

    def begun(self, secret: str) -> str | None:
        """The partnership whose desk somebody has gone to sign in to with the provider. Changes nothing."""

    def vouched(self, secret: str, given: Mapping[str, str], origin: str) -> Handle | Unvouched:
        """They came back with what the provider sent along: a sitting, where it vouches for somebody who was invited
        here and holds a post. Nobody's account is made by it."""

    def who(self, secret: str, partnership: str) -> Signed | None:
        """Who holds this session; None where it has ended, or they hold no post there."""

    def sign_out(self, secret: str) -> None: ...

    def invited(self, token: str) -> str | None:
        """The partnership that an invitation is for; None where it has been used, or is over."""

    def set_up(self, token: str) -> SettingUp | None: ...

    def finish(self, token: str, password: str, code: str) -> tuple[str, ...] | Refusal:
        """Set the password, once the app's code proves that it was set up; the recovery codes, shown once."""
