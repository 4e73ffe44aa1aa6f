"""The draft of the browser that asks: found by the handle in its cookie, which no other page of ours reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from forms import Choices
from service.seam.drafting import Draft, Typed
from service.seam.pages import Partnership
from service.web import mark
from service.web.raising.journey import Journey, belongs_to
from service.web.raising.lists import LISTS, MOST, Asked, Listed
from service.web.raising.screens import BY_KEY, MATTER, RISK, SCREENS, Screen
from service.web.shown import partnership_of, service
from service.web.submitting import given

COOKIE = "draft"
A_WEEK = 7 * 24 * 60 * 60
CHECK = "check"  # where somebody came from who changes an answer
FROM_CHECK = {"from": CHECK}
Came = Mapping[str, Any]
MOST_TYPED = 60_000  # characters on one page: more than every limit together is shown again, and not kept


@dataclass(frozen=True)
class Mine:
    """The draft in this browser's hand, at its partnership."""

    place: Partnership
    handle: str
    draft: Draft

    @cached_property
    def choices(self) -> Choices:
        return service().notification_choices(self.place.key)

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.draft, self.choices)

    @property
    def marked(self) -> str:
        """What each page of this draft carries, and what is posted must bring back."""
        return mark.make(form_of(self.place), self.draft.submission_id)

    @property
    def is_marked(self) -> bool:
        return mark.is_fresh(given().get("mark", ""), form_of(self.place), self.draft.submission_id)

    def changed(self, change: Callable[[Draft], Draft]) -> "Mine":
        """The same with what was kept now."""
        draft = service().drafts.change(self.handle, change)
        return Mine(self.place, self.handle, draft or self.draft)

    def entries(self, listed: Listed) -> tuple[Typed, ...]:
        return self.draft.added.get(listed.screen.key, ())

    def asked(self, listed: Listed, typed: Typed) -> Asked:
        """The questions about one entry of that list."""
        return listed.asked(self.choices, self.draft.typed.get("spoken", ""), typed)

    def at(self, screen: Screen | None, came: Came | None = None) -> str:
        """Where that screen is; after the last one, the page where the answers are checked. A list of one entry is
        that entry."""
        came, place = came_from() if came is None else came, self.place.key
        if screen is None:
            return url_for("raising.check", partnership=place)
        if screen == RISK:
            return url_for("raising.risk", partnership=place, **came)
        if screen.key in LISTS:
            listed = LISTS[screen.key]
            is_alone = len(self.entries(listed)) + listed.counted <= 1
            return self.at_entry(listed, 1, came) if is_alone else self.at_list(listed, came)
        return url_for("raising.screen", partnership=place, key=screen.key, **came)

    def at_list(self, listed: Listed, came: Came | None = None) -> str:
        came = came_from() if came is None else came
        return url_for("raising.entries", partnership=self.place.key, key=listed.screen.key, **came)

    def at_entry(self, listed: Listed, number: int, came: Came | None = None) -> str:
        """Where that entry is asked for; the list, where there is no room for more."""
        if number > MOST:
            return self.at_list(listed, came)
        came = came_from() if came is None else came
        return url_for("raising.entry", partnership=self.place.key, key=listed.screen.key, number=number, **came)

    def onwards(self, screen: Screen) -> str:
        """Where an answered screen leads: to the next one, or back to the check for who came from there, unless what
        they changed asks for more."""
        came = came_from().get("from")
        if came == CHECK:
            return self.at(self.journey.unanswered)
        if self.journey.matter_no_longer_fits and screen != MATTER:
            return self.at(MATTER, {"from": screen.key})
        return self._after_turning_back(BY_KEY[came]) if came else self.at(self.journey.after(screen))

    def _after_turning_back(self, came: Screen) -> str:
        """To what still lacks an answer up to the screen that they came from; else to the one after it."""
        lacking = self.journey.unanswered
        if lacking and SCREENS.index(lacking) <= SCREENS.index(came):
            return self.at(lacking)
        return self.at(self.journey.after(came), {})

    def back(self, screen: Screen) -> str:
        came = came_from().get("from")
        if came:
            return self.at(None if came == CHECK else BY_KEY[came], {})
        before = self.journey.before(screen)
        return self.at(before) if before else url_for("front.start", partnership=self.place.key)

    def back_of(self, listed: Listed) -> str:
        """Where the list leads that has become empty: to its first entry, or to what stands before it."""
        return self.back(listed.screen) if listed.counted else self.at_list(listed)


def form_of(place: Partnership) -> str:
    return f"{place.key}/raise"


def found(place: Partnership) -> Mine | None:
    """The draft that this browser holds there; None where it holds none."""
    handle = request.cookies.get(COOKIE, "")
    draft = service().drafts.find(handle) if handle else None
    return Mine(place, handle, draft) if draft and draft.partnership == place.key else None


def my_draft(view: Callable[..., Response]) -> Callable[..., Response]:
    """For a page that needs a draft: without one it begins with the first screen, one that was sent leads to its
    receipt, and one that is hidden asks for the code first."""

    @wraps(view)
    def unless_hidden(mine: Mine, **of: object) -> Response:
        return redirect(code_page(mine.place), 303) if mine.draft.is_hidden else view(mine, **of)

    return my_draft_even_hidden(unless_hidden)


def my_draft_even_hidden(view: Callable[..., Response]) -> Callable[..., Response]:
    """The same for a page that shows nothing of the draft, or knows what to do with a hidden one."""

    @wraps(view)
    def shown(partnership: str, **of: object) -> Response:
        place = partnership_of(partnership)
        mine = found(place)
        if mine is None:
            return redirect(url_for("raising.risk", partnership=place.key), 303)
        if mine.draft.is_sent:
            return redirect(receipt_of(mine), 303)
        return view(mine, **of)

    return shown


def code_page(place: Partnership) -> str:
    return url_for("raising.code", partnership=place.key)


def receipt_of(mine: Mine) -> str:
    return url_for("raising.sent", partnership=mine.place.key, submission_id=mine.draft.submission_id)


def came_from() -> Came:
    """That they came from the check, or were turned back from a later screen: carried on in the address."""
    came = request.args.get("from", "")
    return {"from": came} if came == CHECK or came in BY_KEY else {}


def posted(keys: tuple[str, ...]) -> Typed:
    """What was posted for these questions, by the names of their controls."""
    return {name: said for name, said in given().items() if belongs_to(keys, name)}


def holding(response: Response, place: Partnership, handle: str) -> Response:
    """The response, which gives the browser a handle: for this partnership's pages, and for no script."""
    secure = service().config.base_url.startswith("https:")
    response.set_cookie(
        COOKIE, handle, max_age=A_WEEK, path=f"/{place.key}/", httponly=True, samesite="Lax", secure=secure
    )
    return response


def letting_go(response: Response, place: Partnership) -> Response:
    response.delete_cookie(COOKIE, path=f"/{place.key}/", httponly=True, samesite="Lax")
    return response
