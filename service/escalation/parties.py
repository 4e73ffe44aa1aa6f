"""Who: the sides of a disagreement, the roles on them, and the posts that do a role's job at each kind of agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.escalation.facts import ALWAYS, When


class Side(StrEnum):
    ORIGINATING = "originating"
    RECEIVING = "receiving"
    BOTH = "both"  # together: one task
    EACH = "each"  # one task a side
    OWN = "own"  # the ower's own side
    PARTNERSHIP = ""  # the partnership's own team, or the agency that the role comes from


@dataclass(frozen=True)
class Party:
    """Who, as written `side/role`. `side` is a Side or a kind of agency (`police`)."""

    side: str
    role: str

    def __str__(self) -> str:
        return f"{self.side}/{self.role}" if self.side else self.role


@dataclass(frozen=True)
class Rung:
    """Whom to ring about a task; several make a ladder, climbed one after another."""

    party: Party
    how: str = ""
    when: When = ALWAYS


@dataclass(frozen=True)
class Post:
    """The posts that do a job at one kind of agency, in the order they are tried."""

    titles: tuple[str, ...]
    deputy: str = ""
    of: str = ""  # the question whose answer says which service's post it is
    source: str = ""  # `from`: the kind of agency that the post is found in
    named_by: str = ""  # the role that names a person for each case


@dataclass(frozen=True)
class Role:
    """Who does a job, by kind of agency; "any" stands for every kind that is not listed."""

    key: str
    posts: Mapping[str, Post]

    def post(self, kind: str) -> Post | None:
        return self.posts.get(kind) or self.posts.get("any")

    @property
    def named_by(self) -> str:
        return next((post.named_by for post in self.posts.values() if post.named_by), "")
