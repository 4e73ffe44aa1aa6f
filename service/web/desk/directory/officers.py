"""An officer of the directory is added, changed or taken off; a new agency comes with its first."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.seam.desk_directory import OfficerPage
from service.web.desk.directory.agencies import to_agency
from service.web.desk.directory.keeping import AgencyForm, OfficerForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given

pages = Blueprint("officers", __name__)
LISTED = "That agency is in the directory already"


@pages.get("/directory/new")
@needs(Action.DIRECTORY)
def ask_agency(partnership: str) -> Response:
    return agency_page(AgencyForm.offering(desk().directory.sectors(signed_in())))


@pages.post("/directory/new")
@needs(Action.DIRECTORY)
def new_agency(partnership: str) -> Response:
    """First the agency is asked about, then, on a page that carries what was said of it, its first officer."""
    form = AgencyForm.offering(desk().directory.sectors(signed_in()), given())
    if not form.is_right():
        return agency_page(form, status=422)
    agency = {key: form[key].answer for key in form.asked} | {"domains": form["domains"].answer.lower()}
    page = desk().directory.first_of(signed_in(), **agency)
    if given().get("step") != "officer":
        if page is None:
            form["agency"].errors = [LISTED]
            return agency_page(form, status=422)
        return officer_page(page, OfficerForm.about(page), along=agency)
    return put(page, OfficerForm.about(page, given()), along=agency) if page else to_agency("", "added")


@pages.get("/directory/agencies/<agency>/add")
@needs(Action.DIRECTORY)
def ask_another(partnership: str, agency: str) -> Response:
    page = desk().directory.another(signed_in(), agency) or abort(404)
    return officer_page(page, OfficerForm.about(page))


@pages.post("/directory/agencies/<agency>/add")
@needs(Action.DIRECTORY)
def another(partnership: str, agency: str) -> Response:
    page = desk().directory.another(signed_in(), agency) or abort(404)
    return put(page, OfficerForm.about(page, given()))


@pages.get("/directory/officers/<officer>")
@needs(Action.DIRECTORY)
def ask(partnership: str, officer: str) -> Response:
    page = desk().directory.officer(signed_in(), officer) or abort(404)
    return officer_page(page, OfficerForm.about(page))


@pages.post("/directory/officers/<officer>")
@needs(Action.DIRECTORY)
def changed(partnership: str, officer: str) -> Response:
    page = desk().directory.officer(signed_in(), officer)
    return put(page, OfficerForm.about(page, given())) if page else gone()


@pages.get("/directory/officers/<officer>/off")
@needs(Action.DIRECTORY)
def ask_off(partnership: str, officer: str) -> Response:
    page = desk().directory.officer(signed_in(), officer) or abort(404)
    return off_page(page)


@pages.post("/directory/officers/<officer>/off")
@needs(Action.DIRECTORY)
def off(partnership: str, officer: str) -> Response:
    page = desk().directory.officer(signed_in(), officer)
    if page is None:
        return gone()
    try:
        done = desk().directory.take_off(signed_in(), officer, given().get("seen", ""))
    except ServiceError as fault:
        return off_page(page, beside=str(fault), status=409)
    if isinstance(done, Changed):
        return off_page(page, beside=CHANGED, status=409)
    return to_agency(page.agency_key, "off")


def put(page: OfficerPage, form: OfficerForm, along: dict[str, str] | None = None) -> Response:
    """The officer as answered, or the questions again with what is to be put right."""
    seen = given().get("seen", "")
    if not form.is_right(page):
        return officer_page(page, form, along=along, seen=seen, status=422)
    try:
        done = desk().directory.put(signed_in(), page, form.values(page), seen)
    except ServiceError as fault:
        return officer_page(page, form, along=along, seen=seen, beside=str(fault), status=409)
    if isinstance(done, Changed):
        return officer_page(page, form, along=along, seen=page.seen, beside=CHANGED, status=409)
    return to_agency(page.agency_key, "changed" if page.id else "added")


def gone() -> Response:
    """The officer has left the directory, perhaps by this very button: their agency's page says how it stands."""
    key = given().get("agency", "")
    if not key or desk().directory.agency(signed_in(), key) is None:
        abort(404)
    return to_agency(key, "")


def agency_page(form: AgencyForm, *, status: int = 200) -> Response:
    return show("directory/new_agency.html", here="directory", form=form, status=status)


def officer_page(
    page: OfficerPage, form: OfficerForm, *, along: dict[str, str] | None = None, seen: str | None = None,
    beside: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """The questions; `along` is what was said of a new agency, `seen` what the form came with."""
    return show(
        "directory/officer.html", here="directory", about=page, form=form, along=along or {}, beside=beside,
        status=status, seen=page.seen if seen is None else seen,
    )  # fmt: skip


def off_page(page: OfficerPage, *, beside: str = "", status: int = 200) -> Response:
    return show("directory/officer_off.html", here="directory", about=page, beside=beside, status=status)
