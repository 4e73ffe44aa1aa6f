"""A case added for somebody who rang or wrote: the questions of the public form on one page, and how it reached us."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from forms.answers import Answers
from forms.taken_down import TakenDownForm
from service.errors import ServiceError
from service.seam.access import Action
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.second_looks import address_looks_private, child_is_of_age
from service.web.shown import service
from service.web.submitting import given, sent_as

pages = Blueprint("adding", __name__)

DOUBTS = {"your_email": address_looks_private, "child_born": child_is_of_age}
OF_THE_PAGE = ("mark", "submission_id", "step", "looked")


@pages.get("/add")
@needs(Action.ACT)
def ask(partnership: str) -> Response:
    return form_page(TakenDownForm.asking(desk().to_add(signed_in())))


@pages.post("/add")
@needs(Action.ACT)
def sent(partnership: str) -> Response:
    form = TakenDownForm.asking(desk().to_add(signed_in()), given())
    answers = form.answers()
    if not isinstance(answers, Answers):
        return form_page(form, status=422)
    if given().get("step") == "change":
        return form_page(form)
    doubtful = tuple(key for key, doubts in DOUBTS.items() if doubts(form))
    if not set(doubtful).issubset(given().get("looked", "").split()):
        return look_again(form, doubtful)
    try:
        reference = desk().add(signed_in(), sent_as(), answers)
    except ServiceError as fault:
        return form_page(form, beside=str(fault), status=409)
    return redirect(url_for("desk.case.shown", partnership=partnership, reference=reference, done="add"), 303)


def look_again(form: TakenDownForm, doubtful: tuple[str, ...]) -> Response:
    """What is allowed, and more often a slip, is asked about before the case is added."""
    typed = {name: said for name, said in given().items() if name not in OF_THE_PAGE}
    return show(
        "cases/add_look.html", here="cases", form=form, doubtful=doubtful, typed=typed, submission_id=sent_as()
    )  # fmt: skip


def form_page(form: TakenDownForm, *, beside: str = "", status: int = 200) -> Response:
    place = signed_in().partnership
    leaving = [one.value for one in service().notification_choices(place).exits]
    exits = [service().exit_page(place, key.partition(" ")[2]) for key in leaving]
    return show(
        "cases/add.html", here="cases", form=form, beside=beside, status=status, submission_id=sent_as(),
        exits=[one for one in exits if one],
    )  # fmt: skip
