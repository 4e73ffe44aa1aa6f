"""Asking for the link to a case: the next page is always the same, whether there is such a case or not."""

from flask import Blueprint
from werkzeug.wrappers import Response

from forms.fields import Email, Reference
from service.web.shown import page, partnership_of, service
from service.web.small_form import SmallForm
from service.web.submitting import given

pages = Blueprint("find", __name__)


class FindForm(SmallForm):
    """Which case, and whose link to it is wanted."""

    reference = Reference(
        "Case reference", called="Reference", hint="For example, SEF-4T9K-2MC2", missing="Enter the reference",
        autocomplete="off",
    )
    email = Email("Your work email address", missing="Enter your work email address", autocomplete="email")


@pages.get("/<partnership>/find")
def ask(partnership: str) -> Response:
    return page("find.html", partnership_of(partnership), form=FindForm.filled())


@pages.post("/<partnership>/find")
def asked(partnership: str) -> Response:
    place, form = partnership_of(partnership), FindForm.filled(given())
    if not form.validate():
        return page("find.html", place, status=422, form=form)
    service().find_link(place.key, form["reference"].data, form["email"].data)
    return page("found.html", place)
