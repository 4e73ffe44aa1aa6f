"""Telling of a stage's outcome: one page, then what happens next."""

from flask import Blueprint
from werkzeug.wrappers import Response

from forms.answers import Answers
from forms.stage_outcome import StageOutcomeForm
from service.seam.pages import Partnership
from service.web.shown import page, partnership_of, service
from service.web.submitting import given, hand_on, sent_as, show

pages = Blueprint("outcome", __name__)


@pages.get("/<partnership>/outcome")
def ask(partnership: str) -> Response:
    place = partnership_of(partnership)
    return show(StageOutcomeForm.asking(service().outcome_choices(place.key)), place)


@pages.post("/<partnership>/outcome")
def send(partnership: str) -> Response:
    place = partnership_of(partnership)
    return hand_on(StageOutcomeForm.asking(service().outcome_choices(place.key), given()), place, keep)


def keep(place: Partnership, answers: Answers) -> Response:
    receipt = service().submit_outcome(place.key, sent_as(), answers)
    return page("outcome_sent.html", place, receipt=receipt, is_urgent=answers["risk"] == "immediate")
