"""Raising a disagreement: the risk first, then one page with the rest, then the receipt.

Where another procedure fits, the receipt's place is taken by where to turn, and nothing is sent.

The risk goes along in the address, as yes, no or unsure: it says nothing of anyone.
"""

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from forms.answers import Answers, Faults
from forms.choices import EXIT
from forms.notification import NotificationForm
from service.pages import Partnership
from service.web.shown import page, partnership_of, service
from service.web.submitting import given, hand_on, sent_as, show

pages = Blueprint("notify", __name__)

GO_ON = "go on"


@pages.get("/<partnership>/raise")
def risk(partnership: str) -> Response:
    place = partnership_of(partnership)
    return page("risk.html", place, form=NotificationForm.asking(service().notification_choices(place.key)))


@pages.post("/<partnership>/raise")
def risk_answered(partnership: str) -> Response:
    place = partnership_of(partnership)
    form = NotificationForm.asking(service().notification_choices(place.key), given())
    if isinstance(form.answers(only=("risk",)), Faults):
        return page("risk.html", place, status=422, form=form)
    leads_to = "notify.details" if form["risk"].data == "no" else "notify.act_today"
    return redirect(url_for(leads_to, partnership=place.key, risk=form["risk"].data), 303)


@pages.get("/<partnership>/raise/act-today")
def act_today(partnership: str) -> Response:
    said = "unsure" if given().get("risk") == "unsure" else "yes"
    return page("act_today.html", partnership_of(partnership), risk=said)


@pages.get("/<partnership>/raise/details")
def details(partnership: str) -> Response:
    place = partnership_of(partnership)
    known = {"risk": given().get("risk", "")}
    form = NotificationForm.asking(service().notification_choices(place.key), known)
    if not form["risk"].is_known:
        return redirect(url_for("notify.risk", partnership=place.key))
    return show(form, place)


@pages.post("/<partnership>/raise/details")
def send(partnership: str) -> Response:
    place = partnership_of(partnership)
    form = NotificationForm.asking(service().notification_choices(place.key), given())
    if given().get("step") == GO_ON:
        return show(form, place)
    if form["type"].is_known and form["type"].data.startswith(EXIT):
        return leave(form["type"].data.removeprefix(EXIT), place)
    return hand_on(form, place, keep)


def leave(key: str, place: Partnership) -> Response:
    """Where to turn instead. Nothing is handed on: all that was typed is in the page alone, for whoever goes on."""
    found = service().exit_page(place.key, key) or abort(404)
    typed = {name: said for name, said in given().items() if name not in ("type", "mark", "step")}
    return page("exit.html", place, found=found, typed=typed, go_on=GO_ON)


def keep(place: Partnership, answers: Answers) -> Response:
    receipt = service().submit_notification(place.key, sent_as(), answers)
    sent_to = url_for("notify.sent", partnership=place.key, submission_id=receipt.submission_id)
    return redirect(sent_to, 303)


@pages.get("/<partnership>/sent/<uuid:submission_id>")
def sent(partnership: str, submission_id: object) -> Response:
    place = partnership_of(partnership)
    receipt = service().receipt(str(submission_id))
    if receipt is None or receipt.partnership != place.key:
        abort(404)
    return page("sent.html", place, receipt=receipt)
