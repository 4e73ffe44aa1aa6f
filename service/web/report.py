"""Reporting how a disagreement was resolved at a late stage: one page, then what happens next.

The part of the report that the partnership's office completes is not on this page, and is not read from it.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from forms.answers import Answers
from forms.resolution_report import ResolutionReportForm
from service.seam.pages import Partnership
from service.web.shown import page, partnership_of, service
from service.web.submitting import given, hand_on, sent_as, show

pages = Blueprint("report", __name__)


@pages.get("/<partnership>/report")
def ask(partnership: str) -> Response:
    place = partnership_of(partnership)
    return show(ResolutionReportForm.asking(service().report_choices(place.key)), place)


@pages.post("/<partnership>/report")
def send(partnership: str) -> Response:
    place = partnership_of(partnership)
    return hand_on(ResolutionReportForm.asking(service().report_choices(place.key), given()), place, keep)


def keep(place: Partnership, answers: Answers) -> Response:
    receipt = service().submit_report(place.key, sent_as(), answers)
    return page("report_sent.html", place, receipt=receipt)
