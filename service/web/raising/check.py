"""The answers looked over and sent, and the receipt (ux.md 2.3 and 2.4)."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from forms import Answers, Faults
from forms.notification import NotificationForm
from forms.notification.agencies import agency_words, is_between_two
from service.errors import ServiceError
from service.web.raising.cards import apart, line_id, whole
from service.web.raising.mine import Mine, found, letting_go, my_draft, receipt_of
from service.web.raising.pages import pages
from service.web.shown import page, partnership_of, service
from service.web.submitting import STALE

BETWEEN_TWO = (
    "We will send this to the colleague you named, and to the partnership’s coordinator. We tell nobody else in your"
    " agency, unless the two of you do not settle it. What others can learn from it may go further, without names."
)
BETWEEN_TWO_AT_RISK = (
    "We will send this to the line above you in your agency, and to the partnership’s coordinator, because you said"
    " that a child may be at immediate risk. Your colleague does not hear of it from us."
)


@pages.get("/<partnership>/raise/check")
@my_draft
def check(mine: Mine) -> Response:
    return show(mine)


@pages.post("/<partnership>/raise/check")
@my_draft
def send(mine: Mine) -> Response:
    if not mine.is_marked:
        return show(mine, beside=STALE, status=422)
    answers = mine.journey.whole.answers()
    if isinstance(answers, Faults):
        return show(mine, faults=answers, status=422)
    return hand_on(mine, answers)


def hand_on(mine: Mine, answers: Answers) -> Response:
    try:
        service().submit_notification(mine.place.key, mine.draft.submission_id, answers)
    except ServiceError as fault:
        return show(mine, beside=str(fault), status=409)
    service().drafts.sent(mine.handle)
    return redirect(receipt_of(mine), 303)


@pages.get("/<partnership>/sent/<uuid:submission_id>")
def sent(partnership: str, submission_id: object) -> Response:
    place = partnership_of(partnership)
    receipt = service().receipt(str(submission_id))
    if receipt is None or receipt.partnership != place.key:
        abort(404)
    return page("raising/sent.html", place, receipt=receipt)


@pages.post("/<partnership>/raise/clear")
def clear(partnership: str) -> Response:
    """Nothing in this browser leads to what was sent any more. What is not sent yet stays."""
    place = partnership_of(partnership)
    mine, start = found(place), redirect(url_for("front.start", partnership=place.key), 303)
    if mine is None or not mine.draft.is_sent:
        return start
    service().drafts.delete(mine.handle)
    return letting_go(start, place)


def show(mine: Mine, *, faults: Faults | None = None, beside: str = "", status: int = 200) -> Response:
    form = mine.journey.whole
    form.answers()
    problems = [{"text": beside}] if beside else []
    problems += [{"text": fault.message, "href": f"#{line_id(fault.key)}"} for fault in faults or ()]
    cards, left_out = apart(whole(mine, form))
    return page(
        "raising/check.html", mine.place, status=status, cards=cards, left_out=left_out, problems=problems,
        documents=service().drafts.documents(mine.draft.submission_id), sees=who_sees_it(form),
        back=mine.at(mine.journey.shown[-1]), mark=mine.marked,
    )  # fmt: skip


def who_sees_it(form: NotificationForm) -> str:
    if is_between_two(form):
        return BETWEEN_TWO if form["risk"].data == "no" else BETWEEN_TWO_AT_RISK
    ours, theirs = agency_words(form, "your_agency"), agency_words(form, "their_agency")
    return (
        f"We will send this to the safeguarding representatives of {ours or 'your agency'} and "
        f"{theirs or 'the other agency'}, and to the partnership’s coordinator."
    )
