"""The web application: its pages, its headers, what it says when something is wrong, and whether it is alive."""

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response

from service.seam.desk_pages import Desk
from service.seam.pages import Pages
from service.web import downloads, faults, find, front, headers, outcome, raising, report, shown
from service.web.components import adapter
from service.web.desk import desk
from service.web.desk.entrance import provider, set_up, signing
from service.web.links import entry, experience, log, respond

ONE_MEGABYTE = 1_000_000


def create_app(service: Pages, at_the_desk: Desk | None = None) -> Flask:
    """The pages over `service`, which is asked at every request and never copied; without a desk, the public ones."""
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.config.update(MAX_CONTENT_LENGTH=ONE_MEGABYTE, MAX_FORM_MEMORY_SIZE=ONE_MEGABYTE)
    app.extensions["parley"] = service
    set_the_table(app)
    for room in (
        front, find, downloads, raising, outcome, report, respond, log, experience, entry, signing, provider, set_up,
    ):  # fmt: skip
        app.register_blueprint(room.pages)
    if at_the_desk:
        app.extensions["parley desk"] = at_the_desk
        app.register_blueprint(desk.pages)
    add_signs_of_life(app, service)
    faults.handle(app)
    app.after_request(headers.add)
    return app


def set_the_table(app: Flask) -> None:
    """What templates know besides what they are handed; a name that they are not handed is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        component=adapter.component, draw=adapter.draw, draw_as_heading=adapter.draw_as_heading, fold=adapter.fold,
        summary=adapter.summary,
    )
    app.jinja_env.filters.update(
        long_date=shown.long_date, long_day=shown.long_day, clock_time=shown.clock_time, long_moment=shown.long_moment,
        short_moment=shown.short_moment, visible=adapter.shown, quartered=shown.quartered,
        to_ring=shown.to_ring, unbroken=shown.unbroken,
    )


def add_signs_of_life(app: Flask, service: Pages) -> None:
    """/healthz: the process answers. /readyz: so does what it needs; 503 until then."""

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("alive\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        if service.ready():
            return Response("ready\n", mimetype="text/plain")
        return Response("not ready\n", status=503, mimetype="text/plain")
