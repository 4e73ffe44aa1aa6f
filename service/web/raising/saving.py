"""Saving a draft to come back to it later, by mail and code (ux.md 2.1, P16 to P18); and deleting it.

Opening the mailed link shows nothing and changes nothing: a code is asked for by a button, and it is the code that
shows the draft. The same code shows a draft that lay idle in this browser.
"""

from dataclasses import dataclass

from flask import redirect, url_for
from werkzeug.wrappers import Response

from forms import Faults
from forms.notification import NotificationForm
from service.seam.drafting import ADDRESS, Draft
from service.seam.pages import Partnership
from service.web import mark
from service.web.raising.cards import tasks
from service.web.raising.mine import (
    Mine,
    found,
    holding,
    letting_go,
    my_draft,
    my_draft_even_hidden,
    posted,
)
from service.web.raising.pages import pages
from service.web.shown import page, partnership_of, service
from service.web.small_form import WRONG_CODE, CodeForm
from service.web.submitting import STALE, given


@pages.get("/<partnership>/raise/save")
@my_draft
def save(mine: Mine) -> Response:
    return ask_address(mine, mine.journey.said)


@pages.post("/<partnership>/raise/save")
@my_draft_even_hidden
def save_answered(mine: Mine) -> Response:
    """The link is mailed; again, where the draft has been saved before."""
    if not mine.is_marked:
        return redirect(url_for("raising.saved", partnership=mine.place.key), 303)
    if not mine.draft.is_hidden:
        form = mine.journey.form((ADDRESS,), posted((ADDRESS,)))
        if isinstance(form.answers(only=(ADDRESS,)), Faults):
            return ask_address(mine, form, status=422)
        mine = mine.changed(lambda draft: draft.typing(posted((ADDRESS,)), lambda name: name == ADDRESS))
    service().drafts.save(mine.handle)
    return redirect(url_for("raising.saved", partnership=mine.place.key), 303)


def ask_address(mine: Mine, form: NotificationForm, *, status: int = 200) -> Response:
    back = mine.at(mine.journey.unanswered)
    return page("raising/save.html", mine.place, status=status, question=form[ADDRESS], back=back, mark=mine.marked)


@pages.get("/<partnership>/raise/saved")
@my_draft_even_hidden
def saved(mine: Mine) -> Response:
    if not mine.draft.is_hidden:
        return redirect(url_for("raising.save", partnership=mine.place.key), 303)
    return page("raising/saved.html", mine.place, draft=mine.draft, mark=mine.marked)


@dataclass(frozen=True)
class Hidden:
    """A hidden draft before a code has shown it; `in_hand` where this browser holds it, and came without a link."""

    place: Partnership
    draft: Draft
    in_hand: bool

    @property
    def form(self) -> str:
        return f"{self.place.key}/code"


@pages.get("/<partnership>/raise/code")
@my_draft_even_hidden
def code(mine: Mine) -> Response:
    if not mine.draft.is_hidden:
        return redirect(url_for("raising.draft", partnership=mine.place.key), 303)
    return ask_code(Hidden(mine.place, mine.draft, in_hand=True), CodeForm.filled())


@pages.post("/<partnership>/raise/code")
@my_draft_even_hidden
def code_answered(mine: Mine) -> Response:
    return take_code(Hidden(mine.place, mine.draft, in_hand=True))


@pages.get("/<partnership>/raise/back/<link>")
def back(partnership: str, link: str) -> Response:
    place = partnership_of(partnership)
    draft = behind(place, link)
    return ask_code(Hidden(place, draft, in_hand=False), CodeForm.filled()) if draft else nothing_there(place)


@pages.post("/<partnership>/raise/back/<link>")
def back_answered(partnership: str, link: str) -> Response:
    place = partnership_of(partnership)
    draft = behind(place, link)
    return take_code(Hidden(place, draft, in_hand=False)) if draft else nothing_there(place)


def behind(place: Partnership, link: str) -> Draft | None:
    draft = service().drafts.behind(link)
    return draft if draft and draft.partnership == place.key else None


def nothing_there(place: Partnership) -> Response:
    return page("raising/no_draft.html", place, status=404)


def take_code(hidden: Hidden) -> Response:
    """Send a code, or look at the one that came: the right one gives this browser the draft."""
    said = given()
    if not mark.is_fresh(said.get("mark", ""), hidden.form, hidden.draft.submission_id):
        return ask_code(hidden, CodeForm.filled(), beside=STALE)
    if said.get("step") == "code":
        service().drafts.send_code(hidden.draft.submission_id)
        return ask_code(hidden, CodeForm.filled(), is_sent=True)
    form = CodeForm.filled(said)
    if not form["code"].validate(form):
        return ask_code(hidden, form, is_sent=True)
    handle = service().drafts.reveal(hidden.draft.submission_id, form["code"].data)
    if handle is None:
        form.refuse("code", WRONG_CODE["wrong"])
        return ask_code(hidden, form, is_sent=True)
    place = hidden.place
    return holding(redirect(url_for("raising.draft", partnership=place.key), 303), place, handle)


def ask_code(hidden: Hidden, form: CodeForm, *, beside: str = "", is_sent: bool = False) -> Response:
    return page(
        "raising/draft_code.html", hidden.place, status=422 if beside or form["code"].errors else 200, hidden=hidden,
        form=form, beside=beside, is_sent=is_sent, mark=mark.make(hidden.form, hidden.draft.submission_id),
    )  # fmt: skip


@pages.get("/<partnership>/raise/draft")
@my_draft
def draft(mine: Mine) -> Response:
    """What there is of it already, and what is still to do."""
    return page(
        "raising/draft.html", mine.place, draft=mine.draft, tasks=tasks(mine), on=mine.at(mine.journey.unanswered),
        mark=mine.marked,
    )  # fmt: skip


@pages.post("/<partnership>/raise/new")
def new(partnership: str) -> Response:
    """Somebody else begins: this browser lets go of the draft, which stays where its link leads."""
    place = partnership_of(partnership)
    mine = found(place)
    begin = redirect(url_for("raising.risk", partnership=place.key), 303)
    if mine is None or not mark.is_fresh(given().get("mark", ""), f"{place.key}/code", mine.draft.submission_id):
        return begin
    return letting_go(begin, place)
