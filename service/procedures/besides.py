"""What stands beside the stages, a line each, for `explain`: paths, questions, notices, forms, ways out, readings."""

from collections.abc import Callable, Iterator, Mapping

from service.escalation.procedure import Procedure, Question, Track
from service.procedures.phrases import UNSAID, in_words, parties_in_words, when_in_words


def paths(procedure: Procedure) -> Iterator[str]:
    for track in procedure.tracks:
        yield f"{track.key}: {track.title} [{track.cite}]"
        yield f"  types: {', '.join(track.types)}; {_course(track)}"
        yield f"  raised by: {' or '.join(track.raised_by) or f'any professional{UNSAID}'}, {_window(track)}"


def _course(track: Track) -> str:
    if track.record_only:
        return "it is recorded, and no stage opens"
    inside = ", inside one agency" if track.inside_one_agency else ""
    others = f", with {' or '.join(track.receiving)} only" if track.receiving else ""
    return f"stages: {', '.join(track.stages)}{inside}{others}"


def _window(track: Track) -> str:
    return f"within {in_words(track.raise_within)}" if track.raise_within else f"at any time{UNSAID}"


def questions(procedure: Procedure) -> Iterator[str]:
    for question in procedure.questions:
        yield f"{question.key}: {question.ask} [{question.cite}]"
        yield f"  on {question.form}: {_answer(question)}{when_in_words(question.when)}"


def _answer(question: Question) -> str:
    return ", ".join(question.options) or question.kind


def notices(procedure: Procedure) -> Iterator[str]:
    for tell in procedure.tells:
        who, on = parties_in_words(tell.who), " or ".join(tell.on)
        yield f"{tell.key}: {who}, on {on}{when_in_words(tell.when)} [{tell.cite}]"


def forms(procedure: Procedure) -> Iterator[str]:
    for form in procedure.forms:
        to = f", to {' and '.join(form.to)}" if form.to else ""
        yield f"{form.key}: {form.title}, which is {form.uses}{to} [{form.cite}]"


def ways_out(procedure: Procedure) -> Iterator[str]:
    for leaving in procedure.exits:
        here = "the case goes on here too" if leaving.alongside else "shown, and left to the person"
        yield f"{leaving.key}: {leaving.title}; {here} [{leaving.cite}]"


def readings(procedure: Procedure) -> Iterator[str]:
    for one in procedure.interpretations:
        yield f"{one.key} [{one.cite}]: “{one.source}”"
        yield f"  is read as: {one.read_as}"


BESIDES: Mapping[str, Callable[[Procedure], Iterator[str]]] = {
    "paths, by type of disagreement": paths,
    "questions, none of which has to be answered": questions,
    "told": notices,
    "forms": forms,
    "ways out": ways_out,
    "what the source leaves open": readings,
}
