"""What a coordinator does with a case: the questions, then who would be told, then it is done. Nothing before that."""

from dataclasses import replace
from datetime import date, time

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Act, ActPage, Changed
from service.web.desk.cases.asking import ACTS, HOW, CallForm, RedirectForm
from service.web.desk.form import DeskForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.shown import in_words, long_day
from service.web.submitting import CHANGED, given, sent_as

pages = Blueprint("acting", __name__)

DECISIONS = tuple((key, ACTS[key].link) for key in ("release", "refuse"))  # about a form that is held
LINKS = {act: words.link for act, words in ACTS.items()}
CORRECTED = "It is corrected. Messages left with what was there before: here you can ask for them to be deleted."


@pages.get("/cases/<reference>/do/<act>")
@needs(Action.ACT)
def ask(partnership: str, reference: str, act: str) -> Response:
    about = page_of(reference, act)
    return question(about, act, form_of(about, act, filled_in(about, act)))


@pages.post("/cases/<reference>/do/<act>")
@needs(Action.ACT)
def answered(partnership: str, reference: str, act: str) -> Response:
    about = page_of(reference, act)
    if given().get("step") == "do" and desk().was_done(signed_in(), reference, sent_as()):
        return done(reference, act)
    if seen_version(about) != about.version:
        return changed(reference, act)
    form = form_of(about, act, given())
    if about.holds:
        return question(about, act, form, beside=about.holds, status=422)
    if not form.validate():
        return question(about, act, form, status=422)
    if given().get("step") == "change":
        return question(about, act, form)
    try:
        return (do if given().get("step") == "do" else foresee)(about, act, form)
    except ServiceError as fault:
        return question(about, act, form, beside=str(fault), status=409)


def filled_in(about: ActPage, act: str) -> dict[str, str] | None:
    """What the page can answer by itself: the one thing that it is about, and that a call was today."""
    known: dict[str, str] = {}
    if len(about.options) == 1 and given().get("duty"):
        known |= {"choice": about.options[0].value}
    if act == "call":
        known |= {"on-day": str(about.today.day), "on-month": str(about.today.month), "on-year": str(about.today.year)}
    return known or None


def page_of(reference: str, act: str) -> ActPage:
    if act not in ACTS:
        abort(404)
    about = desk().act_page(signed_in(), reference, act) or abort(404)
    return replace(about, options=about.of_duty(given().get("duty", "")))


def form_of(about: ActPage, act: str, said: dict[str, str] | None) -> DeskForm:
    return ACTS[act].asking(about, lambda day: desk().is_working_day(signed_in(), day), said)


def foresee(about: ActPage, act: str, form: DeskForm) -> Response:
    found = desk().preview(signed_in(), about.reference, act_of(about, act, form)) or abort(404)
    if isinstance(found, Changed):
        return changed(about.reference, act)
    return show(
        "cases/preview.html", here="cases", about=about, act=act, words=ACTS[act], found=found,
        answers=answers_of(form), typed=typed(), submission_id=sent_as(), seen_version=about.version,
    )  # fmt: skip


def do(about: ActPage, act: str, form: DeskForm) -> Response:
    found = desk().act(signed_in(), about.reference, act_of(about, act, form)) or abort(404)
    if isinstance(found, Changed):
        return changed(about.reference, act)
    return done(about.reference, act)


def done(reference: str, act: str) -> Response:
    if act == "restrict" and not desk().act_page(signed_in(), reference, act):  # they may see it no longer themselves
        return redirect(url_for("desk.lists.cases", partnership=signed_in().partnership), 303)
    return redirect(url_for("desk.case.shown", partnership=signed_in().partnership, reference=reference, done=act), 303)


def changed(reference: str, act: str) -> Response:
    """The questions again, about the case as it stands now, with what was typed."""
    about = page_of(reference, act)
    return question(about, act, form_of(about, act, given()), beside=CHANGED, status=409, seen=about.version)


def question(
    about: ActPage, act: str, form: DeskForm, *, beside: str = "", status: int = 200, seen: int = -1
) -> Response:
    """The questions; `seen` is the version that is shown, where it is not the one that the form came with."""
    return show(
        "cases/act.html", here="cases", about=about, act=act, words=ACTS[act], form=form, beside=beside, status=status,
        done=CORRECTED if given().get("done") == "correct" else "", decisions=DECISIONS, links=LINKS,
        submission_id=sent_as(), seen={"seen_version": seen if seen >= 0 else seen_version(about), **came_from()},
    )  # fmt: skip


def came_from() -> dict[str, str]:
    """What is owed, where the page is about that alone; and the message that led here."""
    return {name: given()[name] for name in ("duty", "message") if given().get(name)}


def seen_version(about: ActPage) -> int:
    """The version of the case that the form was opened on; of a page that opens now, the present one."""
    given_with = given().get("seen_version", "")
    return int(given_with) if given_with.isdecimal() else about.version


def typed() -> dict[str, str]:
    """All that was typed, to travel on to the page that confirms it."""
    own = ("mark", "step", "submission_id", "seen_version")
    return {name: said for name, said in given().items() if name not in own}


def answers_of(form: DeskForm) -> list[tuple[str, str]]:
    """Each question with its answer, as people read it."""
    return [(question.label.text, in_words(question)) for question in form.questions]


def act_of(about: ActPage, act: str, form: DeskForm) -> Act:
    """What was asked for, on the version of the case that the page showed."""
    said = {question.name: question.answer for question in form.questions}
    until, on, clock = (said.get(name, "") for name in ("until", "on", "clock"))
    return Act(
        kind=act, seen_version=seen_version(about), once=sent_as(), why=said["why"],
        chosen=form["choice"].chosen if "choice" in form else (),
        until=date.fromisoformat(until) if until else None, on=date.fromisoformat(on) if on else None,
        clock=time.fromisoformat(clock) if clock else None, whom=said.get("whom", ""),
        all_the_same=said.get("all_the_same", ""), says=words_of(form),
    )  # fmt: skip


def words_of(form: DeskForm) -> dict[str, str]:
    """The words of a call, by its questions, or where a case goes; of anything else its reason is enough."""
    if isinstance(form, RedirectForm):
        return {"where": form["where"].answer}
    if not isinstance(form, CallForm):
        return {}
    how = next(one.label for one in HOW if one.value == form["how"].data)
    return {
        "spoken_on": long_day(date.fromisoformat(form["on"].answer)), "how": how,
        "who_took_part": form["who"].answer, "said": form["why"].answer,
    }  # fmt: skip
