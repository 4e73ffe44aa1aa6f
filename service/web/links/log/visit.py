"""Somebody at a link to a log: what they hold, and what they are shown where they hold nothing that works."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.seam.link_pages import Expired
from service.seam.log_pages import LogLink
from service.seam.pages import Partnership
from service.web import mark
from service.web.links.answering import FreshLinkForm
from service.web.shown import page, service
from service.web.submitting import given

pages = Blueprint("log", __name__)

COOKIE = "log"


@dataclass(frozen=True)
class Visit:
    """Somebody at a link to a log."""

    token: str
    link: LogLink

    @property
    def place(self) -> Partnership:
        return service().partnerships[self.link.partnership]

    @property
    def handle(self) -> str:
        return request.cookies.get(COOKIE, "")

    @property
    def is_marked(self) -> bool:
        return mark.is_fresh(given().get("mark", ""), "log", self.token)

    def at(self, endpoint: str, **of: int) -> str:
        return url_for(f"log.{endpoint}", **{"log": self.token, **of})  # type: ignore[arg-type]

    def show(self, template: str, *, status: int = 200, **shown: object) -> Response:
        return page(
            template, self.place, status=status, link=self.link, visit=self, mark=mark.make("log", self.token), **shown
        )


def at_a_link(view: Callable[..., Response]) -> Callable[..., Response]:
    """For a page behind a link that works; one that works no more offers a fresh one."""

    @wraps(view)
    def shown(log: str, **of: object) -> Response:
        link = service().logs.page(log) or abort(404)
        return expired(log, link) if isinstance(link, Expired) else view(Visit(log, link), **of)

    return shown


def with_the_log(view: Callable[..., Response]) -> Callable[..., Response]:
    """For a page that shows the log: without the handle that a code gives, it asks for one."""

    @wraps(view)
    def shown(visit: Visit, **of: object) -> Response:
        found = service().logs.find(visit.token, visit.handle)
        return view(visit, found, **of) if found else redirect(visit.at("ask"), 303)

    return at_a_link(shown)


def expired(token: str, link: Expired) -> Response:
    form = FreshLinkForm.filled(given() if request.method == "POST" else None)
    place, is_marked = service().partnerships[link.partnership], mark.is_fresh(given().get("mark", ""), "log", token)
    if request.method == "POST" and not form.is_wrong("fresh") and is_marked:
        service().logs.fresh_link(token)
        return page("links/link_sent.html", place)
    status = 422 if request.method == "POST" else 200
    return page("links/expired.html", place, status=status, behind=link, form=form, mark=mark.make("log", token))
