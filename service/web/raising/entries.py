"""A discussion, a brother or sister: added, changed and removed, each on a page of its own; and the list of them."""

from typing import Any

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from service.seam.drafting import Typed
from service.web.raising.cards import listed_with_the_first
from service.web.raising.lists import LISTS, MOST, Asked, Listed, asking_for_another
from service.web.raising.mine import MOST_TYPED, Mine, came_from, code_page, my_draft, my_draft_even_hidden
from service.web.raising.pages import pages
from service.web.shown import page
from service.web.submitting import STALE, given


def listing(key: str) -> Listed:
    return LISTS.get(key) or abort(404)


@pages.get("/<partnership>/raise/discussions", defaults={"key": "discussions"})
@pages.get("/<partnership>/raise/children", defaults={"key": "children"})
@my_draft
def entries(mine: Mine, key: str) -> Response:
    listed = listing(key)
    if not mine.entries(listed):
        return redirect(mine.at_entry(listed, 1), 303)
    return show_list(mine, listed, asking_for_another(listed))


@pages.post("/<partnership>/raise/discussions", defaults={"key": "discussions"})
@pages.post("/<partnership>/raise/children", defaults={"key": "children"})
@my_draft
def entries_answered(mine: Mine, key: str) -> Response:
    """Whether there is one more to add."""
    listed, form = listing(key), asking_for_another(listing(key), given())
    if not mine.is_marked:
        return show_list(mine, listed, form, beside=STALE)
    if given().get("then") == "save":
        return redirect(url_for("raising.save", partnership=mine.place.key), 303)
    if not form.validate():
        return show_list(mine, listed, form)
    if form["another"].data == "yes":
        return redirect(mine.at_entry(listed, len(mine.entries(listed)) + 1), 303)
    if listed.nothing and not mine.entries(listed):
        form["another"].errors = [listed.nothing]
        return show_list(mine, listed, form)
    return redirect(mine.onwards(listed.screen), 303)


@pages.get("/<partnership>/raise/<key>/<int:number>")
@my_draft
def entry(mine: Mine, key: str, number: int) -> Response:
    listed, typed = listing(key), typed_before(mine, key, number)
    return show_entry(mine, listed, number, mine.asked(listed, typed))


@pages.post("/<partnership>/raise/<key>/<int:number>")
@my_draft_even_hidden
def entry_answered(mine: Mine, key: str, number: int) -> Response:
    listed = listing(key)
    typed = {name: said for name, said in given().items() if listed.names(name)}
    if mine.draft.is_hidden:
        return add_to_hidden(mine, listed, number, typed)
    typed_before(mine, key, number)
    asked = mine.asked(listed, typed)
    if not mine.is_marked:
        return show_entry(mine, listed, number, asked, beside=STALE)
    if sum(map(len, typed.values())) <= MOST_TYPED:
        mine = mine.changed(lambda draft: draft.adding(listed.screen.key, number, typed))
    if given().get("then") == "save":
        return redirect(url_for("raising.save", partnership=mine.place.key), 303)
    if asked.is_wrong():
        return show_entry(mine, listed, number, asked)
    if given().get("then") == "add":
        return redirect(mine.at_entry(listed, len(mine.entries(listed)) + 1), 303)
    is_alone = len(mine.entries(listed)) + listed.counted == 1
    return redirect(mine.onwards(listed.screen) if is_alone else mine.at_list(listed), 303)


def add_to_hidden(mine: Mine, listed: Listed, number: int, typed: Typed) -> Response:
    """An entry that was open for too long is kept unseen."""
    if mine.is_marked and number <= MOST and sum(map(len, typed.values())) <= MOST_TYPED:
        mine.changed(lambda draft: draft.adding(listed.screen.key, number, typed))
    return redirect(code_page(mine.place), 303)


@pages.post("/<partnership>/raise/<key>/<int:number>/remove")
@my_draft
def removed(mine: Mine, key: str, number: int) -> Response:
    listed, _ = listing(key), typed_before(mine, key, number)
    if not mine.is_marked:
        return show_list(mine, listed, asking_for_another(listed), beside=STALE)
    mine = mine.changed(lambda draft: draft.removing(listed.screen.key, number))
    return redirect(mine.at_list(listed) if mine.entries(listed) else mine.back_of(listed), 303)


def typed_before(mine: Mine, key: str, number: int) -> Typed:
    """What is in that entry; nothing in the one after the last, which is new. No other is there."""
    entries = mine.entries(listing(key))
    if not 1 <= number <= min(len(entries) + 1, MOST):
        abort(404)
    return entries[number - 1] if number <= len(entries) else {}


def show_list(mine: Mine, listed: Listed, form: Any, *, beside: str = "") -> Response:
    status = 422 if beside or form["another"].errors else 200
    return page(
        "raising/entries.html", mine.place, status=status, listed=listed, form=form, beside=beside, mine=mine,
        cards=listed_with_the_first(mine, listed, came_from()), back=mine.back(listed.screen), mark=mine.marked,
    )  # fmt: skip


def show_entry(mine: Mine, listed: Listed, number: int, asked: Asked, *, beside: str = "") -> Response:
    status = 422 if beside or any(question.errors for question in asked.questions) else 200
    alone = number == 1 and len(mine.entries(listed)) <= 1
    return page(
        "raising/entry.html", mine.place, status=status, listed=listed, questions=asked.questions, beside=beside,
        back=mine.back(listed.screen) if alone else mine.at_list(listed), mine=mine, mark=mine.marked, number=number,
        most=MOST,
    )  # fmt: skip
