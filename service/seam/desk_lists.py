"""What stands in the lists of the desk: what needs a person, and the cases; frozen values, as in `desk_pages`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Tag:
    """How something stands, in words; the colour only repeats them. Without words it stands as it should."""

    words: str = ""
    colour: str = ""


KINDS: Mapping[str, str] = {
    "risk": "Immediate risk",
    "new": "New, to be checked",
    "concern": "May be a risk or a new concern",
    "mail": "Message to check",
    "match": "Possible match",
    "unproven": "Escalation to confirm",
    "late": "Overdue",
    "more time": "Request for more time",
    "unclear": "Reply not understood",
    "undelivered": "Not delivered",
    "second": "For a second coordinator",
    "task": "For the coordinator",
    "held open": "Not to be closed yet",
    "entry": "Change to the directory",
    "alarm": "Something is wrong",
    "post": "Posts that nobody holds",
}


@dataclass(frozen=True)
class Waiting:
    """One thing that needs a person: a kind of KINDS, what it is about, and what it says, in a sentence.

    `about` is a reference, or where a mail came from; `since` None where that is not known. It is dealt with on the
    page `leads_to`, which knows it by `key`; `duty` is what is owed, where the page asks for that.
    """

    kind: str
    about: str
    says: str
    since: datetime | None
    age: str
    reply_by: datetime | None
    leads_to: str
    key: str = ""
    duty: str = ""


@dataclass(frozen=True)
class ListedCase:
    """A case as tables and the board show it. `reply_by` is the soonest date that people were asked for. Of one that is
    `restricted` to others than whoever looks nothing else is told. `to_close`: it has ended, and owes something yet."""

    reference: str
    raised_by: str
    asked: str
    category: str
    stage: str
    state: str
    is_open: bool
    urgent: bool
    reply_by: datetime | None
    agreed: datetime | None
    tag: Tag
    owed_by: str
    last_contact: datetime
    days_here: str
    column: str
    may_move: bool
    restricted: bool = False
    to_close: bool = False
