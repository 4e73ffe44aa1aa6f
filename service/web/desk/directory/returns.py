"""The agencies' logs: who has sent theirs for a quarter, who is asked now, and one that is opened for a reason."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from forms import Choice
from forms.choosing import AnyOf
from forms.dates import ComingDate
from forms.fields import Text
from service.seam.access import Action
from service.seam.desk_returns import STANDINGS, AgencyLog, AskPage
from service.web.desk.form import DeskForm, Offered, why
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, saved, show
from service.web.submitting import given, sent_as

pages = Blueprint("returns", __name__)
DONE = {"asked": "They are asked. What they send stands here."}


class AskForm(DeskForm):
    asked = ("agencies", "until", "say")
    agencies = AnyOf(
        "Which agencies do you ask?", among="options", hint="Select all that apply",
        missing="Select at least one agency",
    )  # fmt: skip
    until = ComingDate(
        "By when should they send it?", called="The date", missing="Enter the date by which they should send it",
        hint="They are asked about the quarter that was at hand a month before. For example, 15 1 2027",
    )  # fmt: skip
    say = Text(
        "What should the email say besides? (optional)", called="What the email says",
        hint="Do not name a child", limit=500,
    )  # fmt: skip

    @classmethod
    def about(cls, page: AskPage, said: Mapping[str, str] | None) -> "AskForm":
        options = tuple(Choice(one.value, one.label, one.hint) for one in page.agencies)
        due = {"until": f"{page.due.day} {page.due.month} {page.due.year}"} if page.due else {}
        form: AskForm = cls.made(Offered(options, page.today), dict(said) if said is not None else due)
        return form


class OpenForm(DeskForm):
    why = why("Why do you need to read it?", "Enter why you need to read it", "It is kept with the audit")


@pages.get("/returns")
@needs(Action.LIST)
def shown(partnership: str) -> Response:
    found = desk().returns.page(signed_in(), request.args.get("quarter", ""))
    return show(
        "directory/returns.html", here="returns", found=found, standings=STANDINGS,
        done=DONE.get(request.args.get("done", ""), ""),
        sent=len([one for one in found.rows if one.came]),
        asked=len([one for one in found.rows if one.due or one.came]),
    )  # fmt: skip


@pages.get("/returns/ask")
@needs(Action.ACT)
def ask(partnership: str) -> Response:
    """`agency` in the address is ticked already."""
    page = desk().returns.ask_page(signed_in())
    form = AskForm.about(page, None)
    if request.args.get("agency"):
        due = {"until": form["until"].data} if page.due else {}
        form = AskForm.about(page, {"agencies": request.args["agency"], **due})
    return ask_page(page, form)


@pages.post("/returns/ask")
@needs(Action.ACT)
def asked(partnership: str) -> Response:
    page = desk().returns.ask_page(signed_in())
    form = AskForm.about(page, given())
    if not form.validate():
        return ask_page(page, form, status=422)
    until = date.fromisoformat(form["until"].answer)
    desk().returns.ask(signed_in(), form["agencies"].chosen, until, form["say"].answer, sent_as())
    return redirect(url_for("desk.returns.shown", partnership=partnership, done="asked"), 303)


def ask_page(page: AskPage, form: AskForm, *, status: int = 200) -> Response:
    return show(
        "directory/ask_returns.html", here="returns", about=page, form=form, submission_id=sent_as(), status=status
    )


@pages.get("/returns/<agency>/log")
@needs(Action.WRITTEN)
def ask_why(partnership: str, agency: str) -> Response:
    return why_page(agency, OpenForm.made(Offered()))


@pages.post("/returns/<agency>/log")
@needs(Action.WRITTEN)
def opened(partnership: str, agency: str) -> Response:
    """The log, which names children, or its file: that it was opened is audited first, with the reason."""
    form = OpenForm.made(Offered(), given())
    if not form.validate():
        return why_page(agency, form, status=422)
    quarter, reason = given().get("quarter", ""), form["why"].answer
    if given().get("step"):
        return saved(desk().returns.sheet(signed_in(), agency, quarter, reason, given()["step"]) or abort(404))
    found = desk().returns.open_log(signed_in(), agency, quarter, reason) or abort(404)
    return show("directory/agency_log.html", here="returns", log=found, why=reason)


def why_page(agency: str, form: OpenForm, *, status: int = 200) -> Response:
    log: AgencyLog = desk().returns.log_of(signed_in(), agency, given().get("quarter", "")) or abort(404)
    return show("directory/log_why.html", here="returns", log=log, form=form, status=status)
