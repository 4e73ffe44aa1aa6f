"""Who may do what at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    SCRUTINEER = "scrutineer"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    LIST = "see which cases there are"
    READ = "read a case"
    ACT = "act on a case"
    DECIDE = "decide about a mail"
    DIRECTORY = "change the directory"


MAY: Mapping[Role, frozenset[Action]] = {
    Role.COORDINATOR: frozenset(Action),
    Role.MANAGER: frozenset({Action.LIST, Action.READ}),
    Role.SCRUTINEER: frozenset({Action.LIST}),
    Role.ADMINISTRATOR: frozenset({Action.DIRECTORY}),
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
