"""A message that came in: why it waits, what it says, and what is to become of it."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from forms import Choice
from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_mails import MailPage
from service.web.desk.cases.asking import DecisionForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, saved, show
from service.web.submitting import given

pages = Blueprint("mail", __name__)

CHOICES = {
    "to": "Put it with a case: nothing in the case changes",
    "accept": "Accept it, as if the person whom we wrote to had sent it",
    "as-new": "It raises a disagreement: open a case. Its sender is asked for what is missing",
    "again": "Read it once more, as it came",
    "refuse": "Refuse it: nothing more is to be done",
    "put-back": "Put it back: it waits for a person again",
}
DONE = {
    "to": "It is with the case now.",
    "accept": "It is accepted, and has been acted on.",
    "as-new": "It has been read as a new disagreement.",
    "again": "It is being read once more.",
    "refuse": "It is refused. Its sender is not written to.",
    "put-back": "It waits for a person again.",
}
IS_TOLD = "Its sender is told that it was read and passed on, and nothing else."
IS_NOT_TOLD = "Its sender is not written to."


@pages.get("/messages/<id>")
@needs(Action.DECIDE)
def opened(partnership: str, id: str) -> Answer:
    found = desk().mail(signed_in(), id) or abort(404)
    return mail_page(found, form_for(found), done=done(found, request.args.get("done", "")))


def done(found: MailPage, decision: str) -> str:
    """What was decided, and if its sender hears of it."""
    if decision != "to":
        return DONE.get(decision, "")
    return f"{DONE[decision]} {IS_TOLD if found.told else IS_NOT_TOLD}"


@pages.get("/messages/<id>/files/<int:number>")
@needs(Action.DECIDE)
def file(partnership: str, id: str, number: int) -> Answer:
    return saved(desk().file(signed_in(), id, number) or abort(404))


@pages.post("/messages/<id>")
@needs(Action.DECIDE)
def decided(partnership: str, id: str) -> Answer:
    found = desk().mail(signed_in(), id) or abort(404)
    form = form_for(found, given())
    if not form.validate() or form.lacks():
        return mail_page(found, form, status=422)
    decision, why, reference = (form[key].answer for key in ("choice", "why", "reference"))
    try:
        said = desk().decide(signed_in(), id, decision, why, reference if decision == "to" else "")
    except ServiceError as fault:
        return mail_page(desk().mail(signed_in(), id) or abort(404), form, str(fault), status=409)
    if said is None:
        form["reference"].errors = ["There is no case with that reference here – check it"]
        return mail_page(found, form, status=422)
    return redirect(url_for("desk.mail.opened", partnership=partnership, id=id, done=decision), 303)


def form_for(found: MailPage, said: dict[str, str] | None = None) -> DecisionForm:
    return DecisionForm.asking([Choice(key, words) for key, words in CHOICES.items() if key in found.may], said)


def mail_page(found: MailPage, form: DecisionForm, beside: str = "", status: int = 200, done: str = "") -> Answer:
    return show("message.html", here="inbox", found=found, form=form, beside=beside, status=status, done=done)
