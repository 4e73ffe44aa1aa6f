"""The directory: its agencies as a table, one of them, and all of it as a file."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action, may
from service.seam.desk_acts import Changed
from service.seam.desk_directory import AgencyPage, AgencyRow
from service.web.desk.directory.keeping import ChangedAgencyForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.paging import paged
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given

pages = Blueprint("directory", __name__)

DONE = {
    "checked": "It is recorded that this entry is right.", "agency": "The agency’s entry is changed.",
    "added": "The officer is in the directory.", "changed": "The officer’s entry is changed.",
    "off": "The officer is no longer in the directory.", "loaded": "The file is in the place of the directory.",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """How the table is asked for, in its address."""

    words: str
    gaps: str

    @classmethod
    def asked(cls) -> "View":
        return cls(request.args.get("words", "").strip()[:100], "yes" if request.args.get("gaps") else "")

    def of(self, rows: tuple[AgencyRow, ...]) -> list[AgencyRow]:
        """Those that were asked for; each word is looked for in all that a row says."""
        wanted = self.words.casefold().split()
        return [row for row in rows if (row.gaps or not self.gaps) and all(word in said(row) for word in wanted)]

    def at(self, page: int) -> dict[str, str]:
        asked = {"words": self.words, "gaps": self.gaps, "page": str(page) if page > 1 else ""}
        return {name: value for name, value in asked.items() if value}


def said(row: AgencyRow) -> str:
    texts = (row.name, row.sector, *row.domains, row.representative, row.post, row.deputy, *row.gaps)
    return " ".join(texts).casefold()


@pages.get("/directory")
@needs(Action.LOOK_UP)
def agencies(partnership: str) -> Response:
    view, rows = View.asked(), desk().directory.agencies(signed_in())
    return show(
        "directory/directory.html", here="directory", view=view, shown=paged(view.of(rows)), listed=len(rows),
        gaps=len([row for row in rows if row.gaps]), done=DONE.get(request.args.get("done", ""), ""),
        wanted=len(desk().directory.wanted(signed_in())) if may(signed_in(), Action.DIRECTORY, partnership) else 0,
    )  # fmt: skip


@pages.get("/directory/file")
@needs(Action.DIRECTORY)
def file(partnership: str) -> Response:
    """The directory as a file, which spreadsheets know as UTF-8 by the mark that it begins with."""
    written = desk().directory.export(signed_in()).encode("utf-8-sig")
    sent_as = {"Content-Disposition": f'attachment; filename="directory-{partnership}.csv"'}
    return Response(written, mimetype="text/csv", headers=sent_as)


@pages.get("/directory/agencies/<agency>")
@needs(Action.LOOK_UP)
def one(partnership: str, agency: str) -> Response:
    found = desk().directory.agency(signed_in(), agency) or abort(404)
    return show("directory/agency.html", here="directory", found=found, done=DONE.get(request.args.get("done", ""), ""))


@pages.post("/directory/agencies/<agency>")
@needs(Action.DIRECTORY)
def checked(partnership: str, agency: str) -> Response:
    """Somebody says that the entry is right."""
    if desk().directory.checked(signed_in(), agency) is None:
        abort(404)
    return to_agency(agency, "checked")


@pages.get("/directory/agencies/<agency>/change")
@needs(Action.DIRECTORY)
def ask_change(partnership: str, agency: str) -> Response:
    found = desk().directory.agency(signed_in(), agency) or abort(404)
    return change_page(found, ChangedAgencyForm.of(found), found.seen)


@pages.post("/directory/agencies/<agency>/change")
@needs(Action.DIRECTORY)
def changed(partnership: str, agency: str) -> Response:
    found = desk().directory.agency(signed_in(), agency) or abort(404)
    form = ChangedAgencyForm.of(found, given())
    seen = given().get("seen", "")
    if not form.is_right():
        return change_page(found, form, seen, status=422)
    try:
        name = form["name"].answer
        done = desk().directory.change_agency(signed_in(), agency, name, form.levels, seen) or abort(404)
    except ServiceError as fault:
        return change_page(found, form, seen, beside=str(fault), status=409)
    if isinstance(done, Changed):
        return change_page(found, form, found.seen, beside=CHANGED, status=409)
    return to_agency(agency, "agency")


def change_page(
    found: AgencyPage, form: ChangedAgencyForm, seen: str, *, beside: str = "", status: int = 200
) -> Response:
    return show(
        "directory/change_agency.html", here="directory", found=found, form=form, seen=seen, beside=beside,
        status=status,
    )  # fmt: skip


def to_agency(key: str, done: str) -> Response:
    """The page of the agency, or of all where there is none of that key, which says what was done."""
    place = signed_in().partnership
    if key and desk().directory.agency(signed_in(), key):
        return redirect(url_for("desk.directory.one", partnership=place, agency=key, done=done), 303)
    return redirect(url_for("desk.directory.agencies", partnership=place, done=done), 303)
