"""Answers to a procedure's questions as they are typed: NAME=VALUE."""

from collections.abc import Iterable, Mapping

from service.escalation.clocks import instant_of
from service.escalation.facts import Answer
from service.escalation.procedure import Procedure, Question
from service.procedures.fault import quoted
from service.procedures.vocabulary import OTHER_TYPE

YES_OR_NO: Mapping[str, bool] = {"yes": True, "no": False}


def fact(written: str) -> tuple[str, Answer]:
    """The name and the answer. Raises ValueError where one of them is missing."""
    name, _, value = written.partition("=")
    if not name or not value:
        raise ValueError("Give the answer with --fact NAME=VALUE, like --fact risk_remains=yes.")
    return name, YES_OR_NO.get(value, value)


def facts(several: Iterable[str], procedure: Procedure) -> Mapping[str, Answer]:
    """What is known of a case before it opens. Raises ValueError for what this procedure does not ask or offer."""
    found = dict(map(fact, several))
    asked = {question.key: question for question in procedure.questions}
    for name, value in found.items():
        if name == "type":
            _offered(name, value, (*procedure.types, OTHER_TYPE))
        elif name in asked:
            _fits(asked[name], value)
        else:
            raise ValueError(f"{procedure.key} does not ask {quoted(name)}. It asks: {', '.join(('type', *asked))}.")
    return found


def _fits(question: Question, value: Answer) -> None:
    if question.kind == "choice":
        _offered(question.key, value, question.options)
    elif question.kind == "yes or no" and not isinstance(value, bool):
        raise ValueError(f"{question.key} is answered with yes or no.")
    elif question.kind == "date" and instant_of(str(value)) is None:
        raise ValueError(f"{question.key} is answered with a date, like 2026-12-17.")


def _offered(name: str, value: Answer, options: tuple[str, ...]) -> None:
    if value not in options:
        raise ValueError(f"{name} is answered with one of: {', '.join(options)}.")
