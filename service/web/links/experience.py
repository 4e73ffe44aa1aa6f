"""How did this go for you? Four questions behind a link, each optional (ux.md 2.1, P31). No child is shown."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from service.seam.experience_pages import ExperiencePage
from service.web import mark
from service.web.links.answering import ExperienceForm
from service.web.shown import in_words, page, service
from service.web.submitting import STALE, given

pages = Blueprint("experience", __name__)


@pages.get("/h/<experience>")
def ask(experience: str) -> Response:
    found = behind(experience)
    return done(found) if found.answered else show(experience, found, ExperienceForm.filled())


@pages.post("/h/<experience>")
def answered(experience: str) -> Response:
    """Whoever answers nothing, as a robot does that presses buttons, has said nothing."""
    found, form = behind(experience), ExperienceForm.filled(given())
    if form.is_wrong(*form.asks):
        return show(experience, found, form, status=422)
    if not mark.is_fresh(given().get("mark", ""), "experience", experience):
        return show(experience, found, form, beside=STALE, status=422)
    service().experiences.answer(experience, {key: in_words(form[key]) for key in form.asks})
    return done(found)


def behind(token: str) -> ExperiencePage:
    return service().experiences.page(token) or abort(404)


def show(
    token: str, found: ExperiencePage, form: ExperienceForm, *, beside: str = "", status: int = 200
) -> Response:  # fmt: skip
    place = service().partnerships[found.partnership]
    questions = [form[key] for key in form.asks]
    return page(
        "links/experience.html", place, status=status, found=found, questions=questions, beside=beside,
        mark=mark.make("experience", token),
    )  # fmt: skip


def done(found: ExperiencePage) -> Response:
    return page("links/experience_sent.html", service().partnerships[found.partnership], found=found)
