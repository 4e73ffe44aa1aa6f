"""What needs a person, the cases as a table and as a board, and the posts that nobody holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from service.seam.access import Action, may
from service.seam.desk_lists import KINDS, ListedCase, Waiting
from service.web.desk.guarding import needs, signed_in
from service.web.desk.paging import paged
from service.web.desk.showing import desk, show

pages = Blueprint("lists", __name__)


@pages.get("")
@needs(Action.LIST, Action.LOOK_UP)
def start(partnership: str) -> Response:
    """The first page of the desk that whoever is signed in may see."""
    first = "desk.lists.inbox" if may(signed_in(), Action.LIST, partnership) else "desk.directory.agencies"
    return redirect(url_for(first, partnership=partnership))


@pages.get("/inbox")
@needs(Action.LIST)
def inbox(partnership: str) -> Response:
    waiting = desk().inbox(signed_in())
    kind = request.args.get("kind", "")
    kinds = {key: (words, len([one for one in waiting if one.kind == key])) for key, words in KINDS.items()}
    listed = [one for one in waiting if kind not in KINDS or one.kind == kind]
    return show(
        "inbox.html", here="inbox", waiting=listed, all_of_them=len(waiting), kind=kind, kinds=kinds,
        address_of=lambda one: address_of(partnership, one),
    )  # fmt: skip


def address_of(its: str, one: Waiting) -> str:
    """The page of the partnership's desk where it is dealt with."""
    match one.leads_to:
        case "inbox" | "posts":
            return url_for(f"desk.lists.{one.leads_to}", partnership=its)
        case "wanted":
            return url_for("desk.wanted.shown", partnership=its)
        case "mail":
            return url_for("desk.mail.opened", partnership=its, id=one.key)
        case "case":
            return url_for("desk.case.shown", partnership=its, reference=one.key)
        case "same":
            return url_for("desk.pairing.ask", partnership=its, reference=one.key, other=one.duty)
    return url_for("desk.acting.ask", partnership=its, reference=one.key, act=one.leads_to, duty=one.duty or None)


@pages.get("/posts")
@needs(Action.LIST)
def posts(partnership: str) -> Response:
    return show("posts.html", here="inbox", vacancies=desk().vacancies(signed_in()))


def due(one: ListedCase) -> str:
    """By when, to be sorted by; what has no date comes last."""
    at = one.agreed or one.reply_by
    return at.isoformat() if at else "without a date"


SORTS: Mapping[str, tuple[str, Callable[[ListedCase], str]]] = {
    "reference": ("Reference", lambda one: one.reference),
    "raised": ("Raised by", lambda one: one.raised_by.casefold()),
    "asked": ("Asked to respond", lambda one: one.asked.casefold()),
    "category": ("Category", lambda one: one.category.casefold()),
    "stage": ("Stage", lambda one: one.stage),
    "reply": ("Reply by", due),
    "with": ("With", lambda one: one.owed_by.casefold()),
    "contact": ("Last contact", lambda one: one.last_contact.isoformat()),
}
IN_ORDER = {
    ("reply", "up"): "soonest first", ("reply", "down"): "latest first",
    ("contact", "up"): "longest ago first", ("contact", "down"): "newest contact first",
}  # fmt: skip
STATES = {"open": "Open, or to be closed", "over": "Cases that are over", "all": "All cases"}
USUALLY = {"open": ("reply", "up"), "over": ("contact", "down"), "all": ("reply", "up")}  # how each is sorted
Holds = Callable[[ListedCase], bool]
HELD: Mapping[str, Holds] = {
    "open": lambda one: one.is_open or one.to_close, "over": lambda one: not one.is_open, "all": lambda one: True,
}  # fmt: skip
ONLY: Mapping[str, tuple[str, Holds]] = {
    "": ("Any", lambda one: True),
    "late": ("Overdue", lambda one: one.tag.colour == "red"),
    "urgent": ("Immediate risk", lambda one: one.urgent),
}


@dataclass(frozen=True)
class View:
    """How the table is asked for, in its address: so it can be kept, or sent to somebody."""

    sort: str
    order: str
    state: str
    only: str
    stage: str
    agency: str
    category: str

    @classmethod
    def asked(cls) -> "View":
        given = request.args
        state = given.get("state", "") if given.get("state") in STATES else "open"
        sort, order = USUALLY[state]
        if given.get("sort") in SORTS:
            sort, order = given["sort"], "down" if given.get("order") == "down" else "up"
        return cls(
            sort=sort, order=order, state=state,
            only=given.get("only", "") if given.get("only") in ONLY else "",
            stage=given.get("stage", ""), agency=given.get("agency", ""), category=given.get("category", ""),
        )  # fmt: skip

    def of(self, cases: tuple[ListedCase, ...]) -> list[ListedCase]:
        """Those that were asked for, in the order that was asked for."""
        found = [one for one in cases if HELD[self.state](one) and ONLY[self.only][1](one) and self._fits(one)]
        return sorted(found, key=SORTS[self.sort][1], reverse=self.order == "down")

    def _fits(self, one: ListedCase) -> bool:
        fits_agency = not self.agency or self.agency in (one.raised_by, *one.asked.split(", "))
        return fits_agency and self.stage in ("", one.stage) and self.category in ("", one.category)

    def caption(self, many: int) -> str:
        """24 cases that are open or to be closed, soonest first."""
        cases = "case" if many == 1 else "cases"
        open_ones = f"{cases} that {'is' if many == 1 else 'are'} open or to be closed"
        what = {"open": open_ones, "over": f"ended {cases}", "all": cases}[self.state]
        word = SORTS[self.sort][0].lower()
        order = IN_ORDER.get((self.sort, self.order)) or f"by {word}{', backwards' if self.order == 'down' else ''}"
        return f"{many} {what}, {order}"

    @property
    def is_sorted_as_usual(self) -> bool:
        return (self.sort, self.order) == USUALLY[self.state]

    def at(self, page: int) -> dict[str, str]:
        asked = {**vars(self), "page": str(page) if page > 1 else ""}
        return {name: value for name, value in asked.items() if value}

    def sorted_by(self, key: str) -> dict[str, str]:
        """The same view by another column; by the same one, the other way round."""
        turned = "down" if key == self.sort and self.order == "up" else "up"
        given = {**vars(self), "sort": key, "order": turned}
        return {name: value for name, value in given.items() if value}


@pages.get("/cases")
@needs(Action.LIST)
def cases(partnership: str) -> Response:
    view = View.asked()
    all_of_them = desk().cases(signed_in(), finished=view.state != "open")
    return show(
        "cases.html", here="cases", view=view, shown=paged(view.of(all_of_them)), sorts=SORTS, states=STATES,
        onlys={key: words for key, (words, _) in ONLY.items()}, offered=offered(all_of_them),
    )  # fmt: skip


def offered(cases: tuple[ListedCase, ...]) -> dict[str, list[str]]:
    """What the table can be narrowed to: the stages, agencies and categories that there are."""
    agencies = {name for one in cases for name in (one.raised_by, *one.asked.split(", "))}
    return {
        "stage": sorted({one.stage for one in cases}), "agency": sorted(agencies - {""}),
        "category": sorted({one.category for one in cases} - {""}),
    }  # fmt: skip


@pages.get("/board")
@needs(Action.LIST)
def board(partnership: str) -> Response:
    listed = desk().cases(signed_in())
    titles = dict.fromkeys((*desk().columns(signed_in()), *(one.column for one in listed if one.column)))
    columns = [(title, [one for one in listed if one.column == title]) for title in titles]
    return show("board.html", here="board", columns=columns)
