"""A service at the edge of the pages: it keeps what it is told, and knows two partnerships and one signed link."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pydantic import SecretStr

from forms import Agency, Answers, Choice, Choices, FurtherQuestion
from service.seam.access import Handle, Refusal, Role, SettingUp, Signed
from service.seam.link_pages import (
    Expired,
    Filled,
    Given,
    MovingOn,
    Record,
    StageStanding,
    StandIn,
    Standing,
    Written,
    WrongCode,
)
from service.seam.pages import (
    Answered,
    AnswerPage,
    Changed,
    DatedStep,
    ExitPage,
    OutcomeReceipt,
    Partnership,
    ProcedurePage,
    Receipt,
    Recorded,
    StageShown,
)
from tests.web.drafts_at_hand import RIGHT_CODE, DraftsAtHand
from tests.web.entries_at_hand import EntriesAtHand
from tests.web.experiences_at_hand import ExperiencesAtHand
from tests.web.logs_at_hand import LogsAtHand
from tests.web.provider_at_hand import ProviderAtHand

SEFTON = Partnership(
    key="sefton",
    name="Sefton Safeguarding Children Partnership",
    service_name="Sefton professional disagreements",
    colour="#00543c",
    telephone="01632 960 101",
    hours="Monday to Friday, 9am to 5pm",
    front_door="01632 960 102",
    out_of_hours="01632 960 103",
    areas=("Sefton",),
    mailbox="escalation@sefton.example",
    procedure="sefton",
)
ESCB = replace(SEFTON, key="escb", name="Exampleshire Children Board", telephone="01632 960 201")

CHOICES = Choices(
    today=date(2026, 11, 23),
    areas=(Choice("sefton", "Sefton"),),
    agencies=(
        Agency("school", "Northfield Primary School", kind="school", domains=("northfield.example",)),
        Agency("childrens-services", "Sefton Children’s Services", kind="childrens_services"),
        Agency("police", "Exampleshire Police", kind="police"),
    ),
    stages=(Choice("1", "Stage 1: between practitioners"), Choice("2", "Stage 2: between managers")),
    exits=(Choice("exit conduct", "Someone's conduct"), Choice("exit complaint", "A complaint about a service")),
    questions=(FurtherQuestion("data", "Which team is it about?", optional=True),),
)
LINK_AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EXITS = {
    "conduct": ExitPage(
        "Someone's conduct", "This procedure is not for that.", "01632 960 104",
        turn_to=("Tell the designated officer.",), alongside=False,
    ),
    "complaint": ExitPage("A complaint about a service", "", "", ("Use the complaints process.",), True),
}
LINK = AnswerPage(
    partnership="sefton",
    reference="SEF-4T9K-2MC2",
    stage_title="Stage 2: between managers",
    originating="Northfield Primary School",
    receiving="Sefton Children’s Services",
    reply_by=datetime(2026, 12, 2, 17, 0, tzinfo=UTC),
    asked=(DatedStep("Talk with the other agency", "", None, datetime(2026, 12, 2, 17, tzinfo=UTC), "in five days"),),
    role="the safeguarding representative of Sefton Children’s Services",
    choices=(
        ("resolved", "We have resolved it"), ("not_resolved", "We have not resolved it"),
        ("more_time", "We need more time"), ("not_me", "I am not the right person"), ("seen", "I have this"),
        ("risk", "The child is at immediate risk"),
        ("decided", "I have decided"), ("meeting", "The meeting has a date"), ("fill in", "Fill in the report"),
        ("read", "Show me what is written"), ("standing", "Show me where it stands"),
        ("add", "I want to add something"), ("learned", "I can say what others can learn"),
    ),
    answered=None,
    seen_version=3,
    today=date(2026, 11, 23),
    asks_date=True,
    by_others=("resolved", "not_resolved", "seen"),
    moving=MovingOn("stage 3, heads of service", "Stage 1: not resolved.", "Head of Safeguarding"),
    needs={"decided": ("detail", "Enter what you decided"), "meeting": ("on", "Enter the date of the meeting")},
)
RECORD = Record(
    "sefton", "SEF-4T9K-2MC2",
    (Written("The outcome of a stage", "stage 1", "practitioner, Northfield Primary School", LINK_AT,
             (("What did you agree?", "Canary Meadow is seen\non Friday."),)),),
)  # fmt: skip
WHERE = Standing(
    "sefton", "SEF-4T9K-2MC2", "open",
    (StageStanding("Stage 1, workers", LINK_AT, LINK_AT, "not resolved"), StageStanding("Stage 2, managers", LINK_AT),
     StageStanding("Stage 3, heads")),
    "Somebody asked for more time.", LINK_AT, (("Meet", LINK_AT, "5 working days"),),
    (("add", "I want to add something"),), proof="135246",
)  # fmt: skip
UNDO_UNTIL = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
PROCEDURE = ProcedurePage(
    name="Sefton escalation procedure", edition="Version 2017-05", source="The briefing", outdated="Ask its publisher.",
    act_at_once="Act at once.", since=LINK_AT, paths=(("A conference", ("The workers", "The Chair")),),
    others=(("sefton-manual", "The manual"),),
    stages=(
        StageShown("Stage 1: The workers", "the practitioner", decided_by="The Chair decides", steps=(
            DatedStep("Speak", "The worker", LINK_AT, LINK_AT, "2 days"),
            DatedStep("Record it", "Both", None, None, ""),
        )),
    ),
)  # fmt: skip
TOKEN = "k7f2q"
OLD_TOKEN = "m3d9x"
INVITATION = "p4w8v"
AT_THE_DESK, DESK_PASSWORD = "pearl@sefton.example", "marram grass and shingle"


# A disagreement about a child whose name is a canary: it must turn up in no title, address or log.
NOTIFICATION = {
    "risk": "no",
    "type": "threshold",
    "area": "sefton",
    "your_name": "Jo Field",
    "your_role": "Designated safeguarding lead",
    "your_agency": "school",
    "your_email": "jo.field@northfield.example",
    "their_agency": "childrens-services",
    "more_agencies": "no",
    "spoken": "not yet",
    "stage": "1",
    "child_name": "Canary Meadow",
    "child_born-day": "27",
    "child_born-month": "march",
    "child_born-year": "2015",
    "status": "child in need",
    "decision": "The case is to be closed.",
    "reasons": "Three reports\r\nof <neglect> & more.",
    "wanted": "Keep the plan open.",
    "concern_on-day": "16",
    "concern_on-month": "11",
    "concern_on-year": "2026",
}
OUTCOME = {
    "reference": "SEF-4T9K-2MC2",
    "outcome": "not resolved",
    "risk": "no change",
    "reason": "They still close it.",
    "your_name": "Jo Field",
    "your_email": "jo.field@northfield.example",
}
REPORT = {
    "reference": "SEF-4T9K-2MC2",
    "child_name": "Canary Meadow",
    "escalated_name": "Jo Field",
    "escalated_agency": "Northfield Primary School",
    "level_of_need": "section 17",
    "details": "The case was to be closed. It stays open.",
    "met_on-day": "18",
    "met_on-month": "11",
    "met_on-year": "2026",
    "method": "panel",
    "resolved_at": "2",
    "lessons": "levels of need",
    "completed_by": "Jo Field",
    "completed_on-day": "20",
    "completed_on-month": "11",
    "completed_on-year": "2026",
    "your_email": "jo.field@northfield.example",
}


@dataclass
class Settings:
    web_secret: SecretStr = field(default_factory=lambda: SecretStr("a secret of more than thirty-two characters"))
    base_url: str = "https://disagreements.example"


class Signing(ProviderAtHand):
    """One coordinator, one password, one code and one invitation."""

    def with_password(self, partnership: str, email: str, password: str, origin: str) -> Handle | Refusal:
        return Handle("first") if (email, password) == (AT_THE_DESK, DESK_PASSWORD) else "wrong"

    def with_code(self, secret: str, code: str) -> Handle | Refusal:
        if secret != "first":
            return "ended"
        return Handle("second", knows_code=True) if code == RIGHT_CODE else "wrong"

    def who(self, secret: str, partnership: str) -> Signed | None:
        person = Signed("sefton", "7", "Pearl Lighthouse", frozenset({Role.COORDINATOR}))
        return person if (secret, partnership) == ("second", "sefton") else None

    def sign_out(self, secret: str) -> None:
        pass

    def invited(self, token: str) -> str | None:
        return "sefton" if token == INVITATION else None

    def set_up(self, token: str) -> SettingUp | None:
        address = "otpauth://totp/Sefton:pearl@sefton.example?secret=JBSWY3DPEHPK3PXP"
        return SettingUp("sefton", AT_THE_DESK, "JBSWY3DPEHPK3PXP", address) if token == INVITATION else None

    def finish(self, token: str, password: str, code: str) -> tuple[str, ...] | Refusal:
        return ("7KQ2M-3XW9T", "8MR4N-5YZ2V") if code == RIGHT_CODE else "wrong"


@dataclass
class Edge:
    """What stands in for the service. `acts` is everything that changed something, in order."""

    partnerships: Mapping[str, Partnership] = field(default_factory=lambda: {"sefton": SEFTON, "escb": ESCB})
    config: Settings = field(default_factory=Settings)
    signing: Signing = field(default_factory=Signing)
    drafts: DraftsAtHand = field(default_factory=DraftsAtHand)
    entries: EntriesAtHand = field(default_factory=EntriesAtHand)
    choices: Choices = CHOICES
    link: AnswerPage = LINK
    acts: list[tuple[str, ...]] = field(default_factory=list)
    sent: dict[str, Answers] = field(default_factory=dict)
    outcomes: dict[str, Answers] = field(default_factory=dict)
    reports: dict[str, Answers] = field(default_factory=dict)
    refuses: Exception | None = None
    wrong_code: WrongCode = field(default_factory=WrongCode)
    is_ready: bool = True
    given: Given | None = None
    logs: LogsAtHand = field(default_factory=LogsAtHand)
    experiences: ExperiencesAtHand = field(default_factory=ExperiencesAtHand)

    def ready(self) -> bool:
        return self.is_ready

    def notification_choices(self, partnership: str) -> Choices:
        return self.choices

    def outcome_choices(self, partnership: str) -> Choices:
        return replace(self.choices, questions=())

    def report_choices(self, partnership: str) -> Choices:
        return replace(self.choices, questions=())

    def blank(self, partnership: str, form: str, kind: str) -> bytes | None:
        return f"{form} as {kind}".encode() if form == "notification" and kind in ("docx", "pdf") else None

    def exit_page(self, partnership: str, key: str) -> ExitPage | None:
        return EXITS.get(key)

    def procedure_page(self, partnership: str, key: str) -> ProcedurePage | None:
        return None if key else PROCEDURE

    def submit_notification(self, partnership: str, submission_id: str, answers: Answers) -> Receipt:
        self.act("notified", submission_id)
        self.sent.setdefault(submission_id, answers)
        return self.receipt_of(submission_id)

    def receipt(self, submission_id: str) -> Receipt | None:
        return self.receipt_of(submission_id) if submission_id in self.sent else None

    def receipt_of(self, submission_id: str) -> Receipt:
        due = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
        return Receipt(
            partnership="sefton",
            reference=f"SEF-4T9K-{list(self.sent).index(submission_id):04d}",
            submission_id=submission_id,
            told=("The safeguarding representative of Sefton Children’s Services", "The partnership’s coordinator"),
            dates=(
                DatedStep("ring you", "Sefton Children’s Services", due, due, "5 working days from today"),
                DatedStep("review it", "The coordinator", None, None, ""),
            ),
            being_checked=None,
            receipt_to="j•••@school.example",
        )

    def submit_outcome(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt:
        self.act("outcome", submission_id)
        self.outcomes.setdefault(submission_id, answers)
        return OutcomeReceipt("sefton", answers["reference"], "We have asked the other agency whether it agrees.")

    def submit_report(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt:
        self.act("report", submission_id)
        self.reports.setdefault(submission_id, answers)
        return OutcomeReceipt("sefton", answers["reference"], "We have sent you a link to confirm it.")

    def answer_page(self, token: str) -> AnswerPage | Expired | None:
        return {TOKEN: self.link, OLD_TOKEN: Expired("sefton", "The stage that it was for has closed.")}.get(token)

    def send_code(self, token: str) -> None:
        self.act("code sent", token)

    def answer(self, token: str, code: str, given: Given) -> Answered:
        if code != RIGHT_CODE:
            return self.wrong_code
        if given.seen_version != self.link.seen_version:
            return Changed(self.link)
        if given.choice == "standing":
            self.act("standing")
            return WHERE
        if given.choice == "read":
            self.act("read")
            return RECORD
        if given.choice == "fill in" and given.answers is None:
            self.act("report opened")
            return Filled("sefton", {"reference": "SEF-4T9K-2MC2", "child_name": "Canary Meadow"}, RIGHT_CODE)
        dated = (f"{given.on} {given.clock}",) if given.on else ()
        self.act("answered", given.choice, given.detail, *dated)
        self.given = given
        return Recorded(
            "You said that it is resolved.", UNDO_UNTIL, ("the Representative at Northfield",),
            (DatedStep("Say whether you agree", "", None, UNDO_UNTIL, "2 working days"),),
        )  # fmt: skip

    def find_link(self, partnership: str, reference: str, email: str) -> None:
        self.act("link asked for", reference, email)

    def answer_for(self, token: str, by: StandIn, given: Given) -> bool:
        self.act("answered for them", by.name, given.choice)
        return True

    def fresh_link(self, token: str) -> None:
        self.act("fresh link", token)

    def act(self, *act: str) -> None:
        if self.refuses:
            raise self.refuses
        self.acts.append(act)
