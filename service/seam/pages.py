"""What the pages show and what they ask: frozen values between the pages and the rest of the service.

The pages decide nothing and look nothing up. They are handed one of these values and show it. None of them
carries a child's name. Instants are aware UTC; the pages show them in London's time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from pydantic import SecretStr

from forms import Answers, Choices
from service.seam.access import SigningIn
from service.seam.drafting import Drafts
from service.seam.entry_pages import Entries
from service.seam.experience_pages import Experiences
from service.seam.link_pages import (
    NOWHERE,
    Agreement,
    Expired,
    Filled,
    FormCopy,
    Given,
    MovingOn,
    Record,
    StandIn,
    Standing,
    WrongCode,
)
from service.seam.log_pages import Logs


@dataclass(frozen=True)
class FrontDoor:
    """Whom to ring about a child of one area; `checked` is the day on which somebody last rang the numbers."""

    area: str
    name: str
    telephone: str
    hours: str
    out_of_hours: str
    checked: date
    early_help: str = ""
    page: str = ""


@dataclass(frozen=True)
class Partnership:
    """A partnership as its pages present it; `colour` is #rrggbb and must stand out against white (4.5:1).

    `procedure` is the key of its procedure, `coordinator_post` the post that its coordinators have in the directory and
    `manager_post` that of whoever is told where these are silent; `scrutineer_post` and `administrator_post` see the
    lists of the desk, and keep the directory. `kept_for_years` for how many years it keeps a closed case, in digits;
    empty: nobody is told. `front_doors` are by area where they differ; `meets` the days on which its standing groups
    meet, by the question that asks for them.
    """

    key: str
    name: str
    service_name: str
    colour: str
    telephone: str
    hours: str
    front_door: str
    out_of_hours: str
    areas: tuple[str, ...]
    mailbox: str
    procedure: str
    coordinator_post: str = "Coordinator"
    manager_post: str = "Business Manager"
    scrutineer_post: str = "Scrutineer"
    administrator_post: str = "Administrator"
    kept_for_years: str = ""
    front_doors: tuple[FrontDoor, ...] = ()
    meets: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def front_door_of(self, area: str) -> str:
        """The number to ring by day about a child who lives there."""
        return next((door.telephone for door in self.front_doors if door.area == area), self.front_door)

    def out_of_hours_of(self, area: str) -> str:
        return next((door.out_of_hours for door in self.front_doors if door.area == area), self.out_of_hours)


@dataclass(frozen=True)
class DatedStep:
    """One thing owed: `due` is the procedure's own limit, `ask` the day people are asked for, `why` the rule in words.

    Both are None where the procedure sets no clock.
    """

    what: str
    who: str
    due: datetime | None
    ask: datetime | None
    why: str


@dataclass(frozen=True)
class Receipt:
    """What a person is told once their disagreement is kept.

    `told` are sentences naming agencies and roles, never a person of the other agency. `being_checked` says what a
    coordinator must look at first, or is None. `receipt_to` is the masked address that the receipt went to, or empty.
    `act_at_once` is what the procedure says of harm that is known or suspected, `asked` what is theirs to do.
    """

    partnership: str
    reference: str
    submission_id: str
    told: tuple[str, ...]
    dates: tuple[DatedStep, ...]
    being_checked: str | None
    receipt_to: str
    act_at_once: str = ""
    asked: tuple[DatedStep, ...] = ()


@dataclass(frozen=True)
class ExitPage:
    """What is shown to somebody whose matter another procedure is for, in place of sending it on.

    `title` is what they chose, `say` and `ring` are the procedure's words and number, or empty; `turn_to` are sentences
    of whom to turn to. With `alongside`, a disagreement may run beside the other procedure.
    """

    title: str
    say: str
    ring: str
    turn_to: tuple[str, ...]
    alongside: bool


@dataclass(frozen=True)
class StageShown:
    """One stage in plain words: who has it on both sides, what is owed there, who decides it, if anybody does."""

    title: str
    people: str
    steps: tuple[DatedStep, ...]
    decided_by: str


@dataclass(frozen=True)
class ProcedurePage:
    """A procedure in plain words, with the dates of a concern that arises on `since`.

    `edition` says which text it is, `outdated` that it is past its review, or is empty. `paths` are the ways of single
    kinds of disagreement through the stages, `others` the procedures that stand beside it: their keys and names.
    """

    name: str
    edition: str
    source: str
    outdated: str
    act_at_once: str
    since: datetime
    stages: tuple[StageShown, ...]
    paths: tuple[tuple[str, tuple[str, ...]], ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OutcomeReceipt:
    """What a person is told once an outcome or a report is kept; `sentence` says what happens next."""

    partnership: str
    reference: str
    sentence: str


@dataclass(frozen=True)
class AnswerPage:
    """The page behind a signed link: nothing about a child, one question.

    `asked` is what is asked of them there and by when, the nearest date first; `reply_by` the date of the outcome.
    `role` says whom the link was made for, `choices` are (value, label) pairs, `answered` is the sentence of what was
    recorded, by whom and when, or None; `undo_until` is the end of the time in which a reply of UNDO takes it back.
    `seen_version` changes whenever the case does; `asks_date` whether one of the answers is given with a date.
    `needs` says which answers cannot do without their words (detail) or a date (on), and what to tell who left it out.
    `moving` is what is known already, for who says that it is not resolved; `by_others` the answers that somebody else
    may give for them, for a coordinator to accept.
    """

    partnership: str
    reference: str
    stage_title: str
    originating: str
    receiving: str
    reply_by: datetime | None
    role: str
    choices: tuple[tuple[str, str], ...]
    answered: str | None
    seen_version: int
    today: date
    undo_until: datetime | None = None
    asks_date: bool = False
    needs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    moving: MovingOn = NOWHERE
    by_others: tuple[str, ...] = ()
    asked: tuple[DatedStep, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What was recorded, and until when it can be undone (None: only a coordinator can).

    `told` are those who are written to about it, by their posts; `dates` what is due next from others, and `asked` what
    they still have to do themselves.
    """

    sentence: str
    undo_until: datetime | None
    told: tuple[str, ...] = ()
    dates: tuple[DatedStep, ...] = ()
    asked: tuple[DatedStep, ...] = ()


@dataclass(frozen=True)
class Changed:
    """The case changed after the page was opened: nothing was recorded; `page` is how it stands now."""

    page: AnswerPage


Answered = Recorded | Record | Agreement | Filled | Standing | WrongCode | Changed


class Signing(Protocol):
    """The settings that the pages read: at least 32 random characters, which sign the forms' marks, and the address
    that people reach the pages at."""

    @property
    def web_secret(self) -> SecretStr: ...

    @property
    def base_url(self) -> str: ...


class Pages(Protocol):
    """What the pages ask of the service. Any of these may raise a ServiceError, whose text is fit to be shown.

    `submission_id` is a UUID that the page drew: the same one twice is the same submission and the same receipt.
    """

    @property
    def partnerships(self) -> Mapping[str, Partnership]: ...

    @property
    def config(self) -> Signing: ...

    @property
    def signing(self) -> SigningIn: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def logs(self) -> Logs: ...

    @property
    def experiences(self) -> Experiences: ...

    @property
    def entries(self) -> Entries: ...

    def ready(self) -> bool:
        """Whether the database answers and can be written to."""

    def notification_choices(self, partnership: str) -> Choices: ...

    def outcome_choices(self, partnership: str) -> Choices: ...

    def report_choices(self, partnership: str) -> Choices: ...

    def blank(self, partnership: str, form: str, kind: str) -> bytes | None:
        """A form of that key as a file to fill in: docx, pdf or text; None where there is no such one."""

    def exit_page(self, partnership: str, key: str) -> ExitPage | None:
        """What to show to somebody who chose the type "exit KEY"; None where the partnership has no such exit."""

    def procedure_page(self, partnership: str, key: str) -> ProcedurePage | None:
        """The partnership's procedure, or the one of that key beside it; None where there is no such one."""

    def submit_notification(self, partnership: str, submission_id: str, answers: Answers) -> Receipt: ...

    def receipt(self, submission_id: str) -> Receipt | None:
        """What the sender was told; None when nothing was sent under that id, or too long ago to show it."""

    def submit_outcome(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt: ...

    def submit_report(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt: ...

    def answer_page(self, token: str) -> AnswerPage | Expired | None:
        """The page behind a signed link; None when nobody knows the token. Changes nothing."""

    def send_code(self, token: str) -> None:
        """Send six digits, good for 15 minutes, to the address that the link was made for."""

    def answer(self, token: str, code: str, given: Given) -> Answered: ...

    def copy(self, token: str, code: str, kind: str) -> FormCopy | WrongCode | None:
        """The form as the holder of the link sent it, as a file of that kind (pdf, docx); None where they sent none.
        The code, or the proof in its place, stays good for what they do next."""

    def find_link(self, partnership: str, reference: str, email: str) -> None:
        """Have the link sent to whoever has that address in that case. Says nothing, and takes as long, either way."""

    def answer_for(self, token: str, by: StandIn, given: Given) -> bool:
        """Keep what somebody answers for the holder of the link, for a coordinator to accept; False where that answer
        is for the holder alone."""

    def fresh_link(self, token: str) -> None:
        """Send a new link, to the address that the old one was made for."""
