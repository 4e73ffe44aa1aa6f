"""The screens: each is shown with what was typed before, and what is typed now is kept before it is looked at."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from forms import Faults
from forms.choices import EXIT
from forms.notification import NotificationForm
from service.seam.drafting import ADDRESS
from service.seam.pages import Partnership
from service.web import mark
from service.web.raising.journey import belongs_to, headed
from service.web.raising.lists import OF_CHILDREN
from service.web.raising.mine import (
    MOST_TYPED,
    Mine,
    code_page,
    form_of,
    found,
    holding,
    my_draft,
    my_draft_even_hidden,
    posted,
)
from service.web.raising.screens import BY_KEY, CHILD, MAY_BE_SETTLED, OWN_AGENCY, RISK, Screen
from service.web.shown import page, partnership_of, service
from service.web.submitting import STALE, given

pages = Blueprint("raising", __name__)

ELSEWHERE = "elsewhere"  # in place of an area that the partnership covers


@pages.get("/<partnership>/raise")
def risk(partnership: str) -> Response:
    """The first screen, which begins a draft once it is answered."""
    place = partnership_of(partnership)
    mine = found(place)
    if mine and mine.draft.is_hidden:
        return redirect(code_page(place), 303)
    if mine and not mine.draft.is_sent:
        return show(mine, RISK, mine.journey.said)
    return first(place, NotificationForm.asking(service().notification_choices(place.key)))


@pages.post("/<partnership>/raise")
def risk_answered(partnership: str) -> Response:
    place = partnership_of(partnership)
    mine = found(place)
    if mine and not mine.draft.is_sent:
        return answer(mine, RISK)
    form = NotificationForm.asking(service().notification_choices(place.key), given())
    if isinstance(form.answers(only=RISK.asks), Faults):
        return first(place, form, status=422)
    if not mark.is_fresh(given().get("mark", ""), form_of(place), "") or from_elsewhere():
        return first(place, form, beside=STALE, status=422)
    handle = service().drafts.start(place.key, posted(RISK.asks))
    begun = Mine(place, handle, service().drafts.find(handle) or abort(500))
    return holding(redirect(begun.onwards(RISK), 303), place, handle)


def from_elsewhere() -> bool:
    """Whether another site sent this browser here with a form of its own: its draft would be replaced by a new one."""
    return request.headers.get("Sec-Fetch-Site", "") not in ("", "same-origin", "none")


def first(place: Partnership, form: NotificationForm, *, beside: str = "", status: int = 200) -> Response:
    questions, back = (form["risk"],), url_for("front.start", partnership=place.key)
    return page(
        RISK.template, place, status=status, screen=RISK, form=form, questions=questions, beside=beside, back=back,
        heading=headed(RISK, questions), mark=mark.make(form_of(place), ""), mine=None,
    )  # fmt: skip


@pages.get("/<partnership>/raise/<key>")
@my_draft
def screen(mine: Mine, key: str) -> Response:
    asked = BY_KEY.get(key) or abort(404)
    if asked == RISK:
        return redirect(mine.at(RISK), 303)
    if asked not in mine.journey.shown and asked not in MAY_BE_SETTLED:
        return redirect(mine.at(mine.journey.unanswered), 303)
    return show(mine, asked, mine.journey.said)


@pages.post("/<partnership>/raise/<key>")
@my_draft_even_hidden
def answered(mine: Mine, key: str) -> Response:
    return answer(mine, BY_KEY.get(key) or abort(404))


def answer(mine: Mine, screen: Screen) -> Response:
    """Keep what was typed on the screen, and lead on; or show it again with what is to be put right."""
    if mine.draft.is_hidden:
        return add_to_hidden(mine, screen)
    keys = mine.journey.keys(screen)
    typed = posted(keys)
    if not mine.is_marked:
        return show(mine, screen, mine.journey.form(keys, typed), beside=STALE, status=422)
    if (another_way := leaves(mine, screen)) is not None:
        return another_way
    if sum(map(len, typed.values())) <= MOST_TYPED:
        mine = mine.changed(lambda draft: draft.typing(typed, lambda name: belongs_to(keys, name)))
    if given().get("then") == "save":
        return redirect(url_for("raising.save", partnership=mine.place.key), 303)
    form = mine.journey.form(keys, typed)
    if keys and isinstance(form.answers(only=keys), Faults):
        return show(mine, screen, form, status=422)
    if screen == CHILD and given().get("then") == "add":
        return redirect(mine.at_entry(OF_CHILDREN, 1), 303)
    return redirect(mine.onwards(screen), 303)


def add_to_hidden(mine: Mine, screen: Screen) -> Response:
    """A page that was open for too long is kept unseen: half an hour's writing is not lost. Whose draft it is, and so
    who is sent the code, is not changed by it."""
    keys = tuple(key for key in mine.journey.keys(screen) if key != ADDRESS)
    typed = posted(keys)
    if mine.is_marked and sum(map(len, typed.values())) <= MOST_TYPED:
        mine.changed(lambda draft: draft.typing(typed, lambda name: belongs_to(keys, name)))
    return redirect(code_page(mine.place), 303)


def leaves(mine: Mine, screen: Screen) -> Response | None:
    """Where the answer leads away: to another procedure, or another area. It is not kept."""
    matter, place = given().get("type", ""), mine.place.key
    if "type" in screen.asks and matter in {leaving.value for leaving in mine.choices.exits}:
        return redirect(url_for("raising.exit_page", partnership=place, leaving=matter.removeprefix(EXIT)), 303)
    if "area" in screen.asks and given().get("area") == ELSEWHERE:
        return redirect(url_for("raising.elsewhere", partnership=place), 303)
    return None


def show(mine: Mine, screen: Screen, form: NotificationForm, *, beside: str = "", status: int = 200) -> Response:
    questions = tuple(form[key] for key in mine.journey.keys(screen))
    route = service().exit_page(mine.place.key, form["type"].data) if screen == OWN_AGENCY else None
    return page(
        screen.template, mine.place, status=status, screen=screen, form=form, questions=questions, beside=beside,
        route=route, back=mine.back(screen), heading=headed(screen, questions), mark=mine.marked, mine=mine,
    )  # fmt: skip
