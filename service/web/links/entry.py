"""An officer's own entry in the directory, behind a signed link: a code, the entry, what is to be otherwise, the end.

Opening the link shows whom it was made for, and changes nothing. The code goes to the address on record; for half an
hour after it the pages themselves carry the proof, and no cookie does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from service.errors import Conflict, ServiceError
from service.seam.entry_pages import Corrected, EntryLink, OwnEntry, OwnPost
from service.seam.link_pages import Expired, WrongCode
from service.seam.pages import Partnership
from service.web import mark
from service.web.links.answering import FreshLinkForm
from service.web.links.entry_form import DetailsForm
from service.web.shown import page, service
from service.web.small_form import WRONG_CODE, CodeForm
from service.web.submitting import STALE, given

pages = Blueprint("entry", __name__)

CHANGED = "Something changed since you opened this page – check it and save it again"
PROOF_IS_OVER = "It is half an hour since you entered the code. Nothing was lost or changed: get a new code"
KEPT = ("officer", "seen", *(f"{key}{part}" for key in DetailsForm.asks for part in ("", "-day", "-month", "-year")))


@dataclass(frozen=True)
class Visit:
    """Somebody at such a link, and what they sent."""

    token: str
    link: EntryLink
    given: dict[str, str]

    @property
    def place(self) -> Partnership:
        return service().partnerships[self.link.partnership]

    @property
    def proof(self) -> str:
        return self.given.get("proof", "")

    @property
    def along(self) -> dict[str, str]:
        """What was typed on the page of changes: it travels along while a code is asked for."""
        return {name: said for name, said in self.given.items() if name in KEPT}

    def show(self, template: str, *, status: int = 200, **shown: object) -> Response:
        marked = mark.make("entry", self.token)
        return page(template, self.place, status=status, link=self.link, mark=marked, **shown)


@pages.get("/details/<token>")
def ask(token: str) -> Response:
    link = behind(token)
    if isinstance(link, Expired):
        return expired(token, link)
    return landing(Visit(token, link, {}))


@pages.post("/details/<token>")
def answered(token: str) -> Response:
    link, said = behind(token), given()
    is_fresh = mark.is_fresh(said.get("mark", ""), "entry", token)
    if isinstance(link, Expired):
        return fresh_link(token, link, is_fresh)
    visit = Visit(token, link, said)
    if not is_fresh:
        return landing(visit, beside=STALE)
    return STEPS.get(said.get("step", ""), landing)(visit)


def behind(token: str) -> EntryLink | Expired:
    return service().entries.behind(token) or abort(404)


# The steps, in their order


def landing(visit: Visit, *, beside: str = "") -> Response:
    return visit.show("links/entry/link.html", status=422 if beside else 200, beside=beside, along=visit.along)


def send_code(visit: Visit) -> Response:
    service().entries.send_code(visit.token)
    return ask_code(visit, CodeForm.filled())


def ask_code(visit: Visit, form: CodeForm) -> Response:
    status = 422 if form["code"].errors else 200
    return visit.show("links/entry/code.html", status=status, form=form, along=visit.along)


def enter(visit: Visit) -> Response:
    """The entry, once the code is right; the page of changes again, where they came from it."""
    form = CodeForm.filled(visit.given)
    if form.is_wrong("code"):
        return ask_code(visit, form)
    found = service().entries.open(visit.token, form["code"].data)
    if isinstance(found, WrongCode):
        if found.why == "expired":
            service().entries.send_code(visit.token)
        form.refuse("code", WRONG_CODE[found.why])
        return ask_code(visit, form)
    post = found.post(visit.given.get("officer", ""))
    return changes(visit, found, post, DetailsForm.of(post, visit.along)) if post else entry(visit, found)


def entry(visit: Visit, found: OwnEntry) -> Response:
    return visit.show("links/entry/entry.html", found=found)


def again(visit: Visit) -> Response:
    found = service().entries.shown(visit.token, visit.proof)
    return entry(visit, found) if found else landing(visit, beside=PROOF_IS_OVER)


def confirm(visit: Visit) -> Response:
    if not service().entries.confirm(visit.token, visit.proof):
        return landing(visit, beside=PROOF_IS_OVER)
    return visit.show("links/entry/done.html", done=Corrected((), ()))


def change(visit: Visit) -> Response:
    found = service().entries.shown(visit.token, visit.proof)
    post = found.post(visit.given.get("officer", "")) if found else None
    if found is None or post is None:
        return landing(visit, beside=PROOF_IS_OVER)
    return changes(visit, found, post, DetailsForm.of(post))


def changes(
    visit: Visit, found: OwnEntry, post: OwnPost, form: DetailsForm, *, beside: str = "", seen: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    return visit.show(
        "links/entry/change.html", status=status, found=found, post=post, form=form, beside=beside,
        seen=seen or post.seen,
    )  # fmt: skip


def save(visit: Visit) -> Response:
    found = service().entries.shown(visit.token, visit.proof)
    post = found.post(visit.given.get("officer", "")) if found else None
    if found is None or post is None:
        return landing(visit, beside=PROOF_IS_OVER)
    form, seen = DetailsForm.of(post, visit.given), visit.given.get("seen", "")
    if not form.is_right(post):
        return changes(visit, found, post, form, seen=seen, status=422)
    try:
        done = service().entries.correct(visit.token, visit.proof, post.id, form.values, form["note"].answer, seen)
    except Conflict:
        return changes(visit, found, post, form, beside=CHANGED, status=409)
    except ServiceError as fault:
        return changes(visit, found, post, form, beside=str(fault), seen=seen, status=409)
    return visit.show("links/entry/done.html", done=done) if done else landing(visit, beside=PROOF_IS_OVER)


STEPS: dict[str, Callable[[Visit], Response]] = {
    "code": send_code,
    "open": enter,
    "entry": again,
    "right": confirm,
    "change": change,
    "save": save,
}


# A link that works no more


def fresh_link(token: str, link: Expired, is_fresh: bool) -> Response:
    form = FreshLinkForm.filled(given())
    if form.is_wrong("fresh"):
        return expired(token, link, form, status=422)
    if not is_fresh:
        return expired(token, link, form)
    service().entries.fresh(token)
    return page("links/entry/link_sent.html", service().partnerships[link.partnership])


def expired(token: str, link: Expired, form: FreshLinkForm | None = None, *, status: int = 200) -> Response:
    place, form = service().partnerships[link.partnership], form or FreshLinkForm.filled()
    return page("links/expired.html", place, status=status, behind=link, form=form, mark=mark.make("entry", token))
