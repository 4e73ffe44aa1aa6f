"""The pages behind a signed link in a mail: what happened, the questions of that answer, a check, a code, the end.

Opening the link changes nothing, however often and whoever does it, for scanners of mail open links and press buttons
too. Something happens only once a choice was posted, checked, and proved with a code that goes to the address that the
link was made for. All that was typed travels along in the pages: no cookie knows it, and nothing is kept before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.link_pages import Agreement, Expired, Filled, Given, Record, StandIn, Standing, WrongCode
from service.seam.pages import AnswerPage, Changed, Partnership, Recorded
from service.web import mark
from service.web.links import report_blocks
from service.web.links.answering import AnswerForm, FreshLinkForm, StandInForm
from service.web.links.asked import OPENED, REPORT, Asked, asked_after, label_of
from service.web.shown import page, service
from service.web.small_form import WRONG_CODE, CodeForm
from service.web.submitting import CHANGED, given

pages = Blueprint("respond", __name__)

STALE = "This page was open for a long time. Nothing is lost: check your answer and send it again."
READ, AGREE = "read", "agree"
READS = (READ, "standing", REPORT)  # what only opens something: there is nothing to check
STAND_IN = ("stand_in_name", "stand_in_email")
OF_THE_PAGE = ("mark", "seen_version", "step", "choice", "code")


@dataclass(frozen=True)
class Visit:
    """Somebody at a link: what is behind it, and all that they have typed so far."""

    token: str
    behind: AnswerPage
    given: dict[str, str]

    @property
    def place(self) -> Partnership:
        return service().partnerships[self.behind.partnership]

    @property
    def asked(self) -> Asked | None:
        of_the_form = service().report_choices if self.given.get("choice") == REPORT else service().outcome_choices
        return asked_after(self.behind, of_the_form(self.place.key), self.given)

    @property
    def is_chosen(self) -> bool:
        return self.given.get("choice") in dict(self.behind.choices)

    def along(self, drawn: tuple[str, ...] = ()) -> dict[str, str]:
        """What was typed on other pages than the one that draws controls of these names."""
        own = (*OF_THE_PAGE, *drawn)
        return {name: said for name, said in self.given.items() if not _is_of(name, own)}

    def show(self, template: str, *, status: int = 200, drawn: tuple[str, ...] = (), **shown: object) -> Response:
        return page(
            template, self.place, status=status, behind=self.behind, mark=mark.make("answer", self.token),
            choice=self.given.get("choice", ""), label=label_of(self.behind, self.given), along=self.along(drawn),
            **shown,
        )  # fmt: skip


def _is_of(name: str, controls: tuple[str, ...]) -> bool:
    """Whether it is one of these controls, or the day, month or year of one."""
    return any(name in (one, f"{one}-day", f"{one}-month", f"{one}-year") for one in controls)


@pages.get("/r/<token>")
def ask(token: str) -> Response:
    behind = behind_link(token)
    if isinstance(behind, Expired):
        return expired(token, behind)
    return question(Visit(token, behind, {}))


@pages.post("/r/<token>")
def answered(token: str) -> Response:
    behind = behind_link(token)
    if isinstance(behind, Expired):
        return fresh_link(token, behind)
    visit = Visit(token, behind, typed())
    if is_fresh(token) and visit.given.get("seen_version") != str(behind.seen_version):
        return changed(visit)
    if not visit.is_chosen:
        return question(visit, status=422)
    if not is_fresh(token):
        return question(visit, beside=STALE, status=422)
    try:
        return STEPS.get(visit.given.get("step", "").partition(":")[0], chosen)(visit)
    except ServiceError as fault:
        return question(visit, beside=str(fault), status=409)


def typed() -> dict[str, str]:
    """What came with the page; the button beside the question that opens what is written stands for that choice."""
    found = given()
    return {**found, "choice": READ} if found.get("step") == READ else found


def behind_link(token: str) -> AnswerPage | Expired:
    return service().answer_page(token) or abort(404)


# The steps, in their order


def question(visit: Visit, *, beside: str = "", status: int = 200) -> Response:
    asks = visit.is_chosen and visit.given["choice"] not in (*READS, AGREE)  # that was only opened
    form = AnswerForm.about(visit.behind, visit.given if asks else None)
    if status == 422 and not visit.is_chosen:
        form.is_wrong("choice")
    return visit.show("links/answer.html", status=status, form=form, beside=beside)


def chosen(visit: Visit) -> Response:
    """On to the questions of that answer; to the check, where it has none."""
    if visit.given["choice"] in READS and not visit.asked:
        return send_code(visit)
    return asking(visit, visit.asked) if visit.asked else check(visit)


def to_read(visit: Visit) -> Response:
    """A robot that presses the button of what is written has no code sent."""
    return send_code(visit) if visit.given.get("proof") else visit.show("links/to_read.html")


def asking(visit: Visit, asked: Asked | None, *, status: int = 200) -> Response:
    if asked is None:
        return question(visit)
    if visit.given["choice"] == REPORT:
        return report_blocks.show_all(visit, asked, status=status)
    return visit.show("links/asked.html", status=status, drawn=asked.names, asked=asked)


def details(visit: Visit) -> Response:
    """What was asked has been answered; where a child is at immediate risk, whom to ring comes first."""
    asked = visit.asked
    if asked and asked.is_wrong():
        return asking(visit, asked, status=422)
    is_urgent = visit.given["choice"] == "risk" or (asked is not None and asked.is_urgent)
    return visit.show("links/ring_first.html") if is_urgent and visit.given["step"] == "details" else check(visit)


def check(visit: Visit) -> Response:
    asked = visit.asked
    if asked and asked.is_wrong():
        return asking(visit, asked, status=422)
    return visit.show("links/check_answer.html", told=asked.told() if asked else ())


def for_them(visit: Visit, form: StandInForm | None = None, *, status: int = 200) -> Response:
    """The link was passed on: who answers, in whose place."""
    if visit.given["choice"] not in visit.behind.by_others:
        return check(visit)
    form = form or StandInForm.about(visit.behind, visit.given)
    return visit.show("links/for_them.html", status=status, drawn=STAND_IN, form=form)


def hand_over(visit: Visit) -> Response:
    """To a coordinator, who accepts it or not: nothing is recorded by it."""
    asked, form = visit.asked, StandInForm.about(visit.behind, visit.given)
    if asked and asked.is_wrong():
        return asking(visit, asked, status=422)
    if form.is_wrong(*STAND_IN):
        return for_them(visit, form, status=422)
    name, email = (form[key].data for key in STAND_IN)
    if not service().answer_for(visit.token, StandIn(name, email), answer_in(visit, asked)):
        return check(visit)
    return page("links/handed_over.html", visit.place, behind=visit.behind)


def send_code(visit: Visit) -> Response:
    asked = visit.asked
    if asked and asked.is_wrong():
        return asking(visit, asked, status=422)
    if visit.given.get("proof"):
        return record(visit)
    service().send_code(visit.token)
    return ask_code(visit, CodeForm.about(visit.behind))


def ask_code(visit: Visit, form: CodeForm, *, status: int = 200) -> Response:
    asked = visit.asked
    if asked:
        asked.is_wrong()
    reads = visit.given["choice"] in (*READS, AGREE)
    return visit.show("links/code.html", status=status, form=form, told=asked.told() if asked else (), reads=reads)


def record(visit: Visit) -> Response:
    asked, form = visit.asked, CodeForm.about(visit.behind, {"code": visit.given.get("proof", "")} | visit.given)
    if asked and asked.is_wrong():
        return asking(visit, asked, status=422)
    if form.is_wrong("code"):
        return ask_code(visit, form, status=422)
    found = service().answer(visit.token, form["code"].data, answer_in(visit, asked))
    match found:
        case Standing():
            return visit.show("links/standing.html", standing=found)
        case Record():
            return visit.show("links/record.html", record=found)
        case Agreement():
            return visit.show("links/agreement.html", agreement=found)
        case Filled():
            opened = {OPENED: "", "proof": found.proof} | dict(found.typed)
            filled = replace(visit, given=visit.given | opened)
            return asking(filled, filled.asked)
        case Recorded():
            return page("links/recorded.html", visit.place, behind=visit.behind, recorded=found)
        case Changed():
            return changed(Visit(visit.token, found.page, visit.given))
        case WrongCode():
            return again(visit, found)


def save_copy(visit: Visit) -> Response:
    """The form as they sent it, as a file; the page that it was asked from stays as it is."""
    kind = visit.given["step"].partition(":")[2]
    found = service().copy(visit.token, visit.given.get("proof", ""), kind) or abort(404)
    if isinstance(found, WrongCode):
        return again(visit, found)
    sent_as = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return Response(found.content, mimetype=found.media_type, headers=sent_as)


def answer_in(visit: Visit, asked: Asked | None) -> Given:
    asked = asked or Asked(label_of(visit.behind, visit.given))
    answer = asked.given(visit.given["choice"], visit.behind.seen_version)
    return replace(answer, has_read=visit.given.get("step") == AGREE)


def again(visit: Visit, wrong: WrongCode) -> Response:
    """The code once more, with all that was typed; a new one is on its way where the old one is too old."""
    visit = replace(visit, given={name: said for name, said in visit.given.items() if name != "proof"})
    if wrong.why == "expired":
        service().send_code(visit.token)
        form = CodeForm.about(visit.behind)
    else:
        form = CodeForm.about(visit.behind, visit.given)
    form.refuse("code", WRONG_CODE[wrong.why])
    return ask_code(visit, form, status=422)


def block(visit: Visit) -> Response:
    """A block of the report on a page of its own, or back from it."""
    step, _, key = visit.given["step"].partition(":")
    asked = visit.asked if visit.given["choice"] == REPORT else None
    if asked is None:
        return chosen(visit)
    return (report_blocks.done_with if step == "block done" else report_blocks.show_one)(visit, asked, key)


STEPS: dict[str, Callable[[Visit], Response]] = {
    "choose": chosen,
    READ: to_read,
    "back": question,
    "add": lambda visit: asking(visit, visit.asked),
    "change": chosen,
    "block": block,
    "block done": block,
    "details": details,
    "rung": details,
    "for them": for_them,
    "hand over": hand_over,
    "code": send_code,
    "answer": record,
    AGREE: record,
    "save": save_copy,
}


def changed(visit: Visit) -> Response:
    """The page as it stands now, with what was typed, and the question asked again."""
    typed = {name: said for name, said in visit.given.items() if name != "choice"}
    return question(Visit(visit.token, visit.behind, typed), beside=CHANGED, status=409)


# A link that works no more


def fresh_link(token: str, behind: Expired) -> Response:
    form = FreshLinkForm.filled(given())
    if form.is_wrong("fresh"):
        return expired(token, behind, form, status=422)
    if not is_fresh(token):
        return expired(token, behind, form)
    service().fresh_link(token)
    return page("links/link_sent.html", service().partnerships[behind.partnership])


def expired(token: str, behind: Expired, form: FreshLinkForm | None = None, *, status: int = 200) -> Response:
    place, form = service().partnerships[behind.partnership], form or FreshLinkForm.filled()
    return page("links/expired.html", place, status=status, behind=behind, form=form, mark=mark.make("answer", token))


def is_fresh(token: str) -> bool:
    return mark.is_fresh(request.form.get("mark", ""), "answer", token)
