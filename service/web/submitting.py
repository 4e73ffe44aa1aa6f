"""How a published form is shown and sent: with its mark, its submission's id, its faults and all that was typed."""

from collections.abc import Callable

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms.answers import Answers
from forms.base import PublishedForm
from service.errors import ServiceError
from service.seam.pages import Partnership
from service.web import mark
from service.web.shown import page

STALE = "This page was open for a long time. Nothing is lost: check your answers and send them again."
CHANGED = "Something changed since you opened this page – check it and confirm again"


def given() -> dict[str, str]:
    """What was posted or asked for, one text to a name: where boxes were ticked, a line for each."""
    posted: MultiDict[str, str] = request.form if request.method == "POST" else request.args
    return {name: "\n".join(said) for name, said in posted.lists()}


def posted_file(name: str) -> tuple[str, bytes]:
    """The name and the bytes of a file that was posted; empty where none was chosen."""
    file = request.files.get(name)
    if file is None:
        return "", b""
    with file.stream as stream:
        return file.filename or "", stream.read()


def hand_on(
    form: PublishedForm, partnership: Partnership, keep: Callable[[Partnership, Answers], Response]
) -> Response:
    """What `keep` makes of the answers of a posted form, or the form again with what is to be put right."""
    answers = checked(form, partnership)
    if not isinstance(answers, Answers):
        return show(form, partnership, beside=answers or "", status=422)
    try:
        return keep(partnership, answers)
    except ServiceError as fault:
        return show(form, partnership, beside=str(fault), status=409)


def checked(form: PublishedForm, partnership: Partnership) -> Answers | str | None:
    """The answers of a posted form; the sentence of why it cannot be taken yet; None where its questions say it."""
    answers = form.answers()
    if not isinstance(answers, Answers):
        return None
    if not mark.is_fresh(given().get("mark", ""), name_of(form, partnership), sent_as()):
        return STALE
    return answers


def sent_as() -> str:
    """The submission that was posted. Never taken from an address: whoever made the link could read the receipt."""
    return mark.submission_id(request.form.get("submission_id", ""))


def show(form: PublishedForm, partnership: Partnership, *, beside: str = "", status: int = 200) -> Response:
    """The form with what was typed; `beside` is a fault that belongs to no one question."""
    submission = sent_as()
    return page(
        f"{form.key}.html", partnership, status=status, form=form, beside=beside,
        submission_id=submission, mark=mark.make(name_of(form, partnership), submission),
    )


def name_of(form: PublishedForm, partnership: Partnership) -> str:
    return f"{partnership.key}/{form.key}"
