"""`when`: facts that must match, read from the file and held against what a case can know."""

from collections.abc import Iterator
from typing import TypeGuard

from service.escalation.facts import ALWAYS, Answer, When
from service.escalation.procedure import Procedure, Question
from service.procedures.clauses import Found, conditions, tasks
from service.procedures.fault import did_you_mean, quoted, shown
from service.procedures.spot import Spot
from service.procedures.values import several_at
from service.procedures.vocabulary import FACTS, OTHER_TYPE, STATUSES, SUBJECTS

YES_OR_NO: tuple[Answer, ...] = (True, False)


def when(value: object, spot: Spot) -> When:
    if not isinstance(value, dict):
        spot.refuses(value, 'facts are written { track = "referral", risk = true }.')
        return ALWAYS
    return When(tuple((name, _wanted(wanted, spot.at(name))) for name, wanted in value.items()))


def _wanted(value: object, spot: Spot) -> tuple[Answer, ...]:
    several = several_at(value, spot)
    wrong = [one for one in several if not _is_an_answer(one)]
    if wrong:
        spot.refuses(
            wrong[0], "a fact is a text in quotes, true or false, or a list of them; stages too are in quotes."
        )
    return tuple(one for one in several if _is_an_answer(one))


def _is_an_answer(value: object) -> TypeGuard[str | bool]:
    return isinstance(value, str | bool)


def impossible_facts(procedure: Procedure) -> Iterator[Found]:
    """Every fact that no case could ever match."""
    questions = {question.key: question for question in procedure.questions}
    for place, condition in conditions(procedure):
        for name, wanted in condition.facts:
            if name in FACTS:
                yield from _never(f"{place}.{name}", wanted, _of_a_case(procedure, name))
            elif name in questions:
                yield from _of_a_question(f"{place}.{name}", wanted, questions[name])
            else:
                guess = did_you_mean(name, (*FACTS, *questions))
                facts = f"{', '.join(FACTS)}, or a [question]"
                yield place, f"{quoted(name)} is no fact.{guess} A fact is: {facts}."


def _of_a_case(procedure: Procedure, fact: str) -> tuple[Answer, ...]:
    known: dict[str, tuple[Answer, ...]] = {
        "stage": tuple(stage.key for stage in procedure.stages),
        "answer": tuple(answer for _, task in tasks(procedure) for answer in task.answers),
        "track": tuple(track.key for track in procedure.tracks),
        "type": (*procedure.types, OTHER_TYPE),
        "status": STATUSES,
        "subject": SUBJECTS,
        "risk": YES_OR_NO,
        "originating": tuple(procedure.kinds),
        "receiving": tuple(procedure.kinds),
        "area": procedure.areas,
    }
    return known[fact]


def _of_a_question(place: str, wanted: tuple[Answer, ...], question: Question) -> Iterator[Found]:
    if question.kind == "yes or no":
        yield from _never(place, wanted, YES_OR_NO)
    elif question.kind == "choice":
        yield from _never(place, wanted, question.options)
    else:
        yield place, 'can only match a question of kind "yes or no" or with options.'


def _never(place: str, wanted: tuple[Answer, ...], known: tuple[Answer, ...]) -> Iterator[Found]:
    for answer in wanted:
        if answer not in known:
            guess = did_you_mean(answer, map(str, known)) if isinstance(answer, str) else ""
            yield place, f"is never {shown(answer)}.{guess} Known here: {', '.join(map(shown, known)) or 'nothing'}."
