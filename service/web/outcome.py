"""Telling of a stage's outcome: one page, then what happens next."""

from flask import Blueprint
from werkzeug.wrappers import Response

from forms.answers import Answers
from forms.stage_outcome import StageOutcomeForm
from service.errors import ServiceError
from service.web.shown import page, partnership_of, service
from service.web.submitting import checked, given, sent_as, show

pages = Blueprint("outcome", __name__)


@pages.get("/<partnership>/outcome")
def ask(partnership: str) -> Response:
    place = partnership_of(partnership)
    return show(StageOutcomeForm.asking(service().outcome_choices(place.key)), place)


@pages.post("/<partnership>/outcome")
def send(partnership: str) -> Response:
    place = partnership_of(partnership)
    form = StageOutcomeForm.asking(service().outcome_choices(place.key), given())
    answers = checked(form, place)
    if not isinstance(answers, Answers):
        return show(form, place, beside=answers or "", status=422)
    try:
        receipt = service().submit_outcome(place.key, sent_as(), answers)
    except ServiceError as fault:
        return show(form, place, beside=str(fault), status=409)
    return page("outcome_sent.html", place, receipt=receipt, is_urgent=answers["risk"] == "immediate")
