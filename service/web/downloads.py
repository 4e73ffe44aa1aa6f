"""The forms as files to fill in and send by mail: a page with all of them, and each one.

A file is named after its form, and tells nothing of anybody.
"""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from forms import PUBLISHED
from forms.documents import KINDS
from service.web.shown import page, partnership_of, service

pages = Blueprint("downloads", __name__)


@pages.get("/<partnership>/forms")
def forms(partnership: str) -> Response:
    return page("downloads.html", partnership_of(partnership), forms=PUBLISHED.values(), kinds=KINDS)


@pages.get("/<partnership>/forms/<form>/<kind>")
def file(partnership: str, form: str, kind: str) -> Response:
    content = service().blank(partnership_of(partnership).key, form, kind)
    if content is None:
        abort(404)
    name = f"{form.replace('_', '-')}.{KINDS[kind].ending}"
    sent_as = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=KINDS[kind].media_type, headers=sent_as)
