"""The report to the partnership behind a link, in blocks: filled in with what is known, checked together, and each
changed on a page of its own (ux.md, P28).

What was typed travels along in the pages, as with every answer there; only what a block asks is asked on its page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from werkzeug.wrappers import Response

from forms.dates import PartsDate
from forms.fields import Question
from forms.rows import Rows
from service.web.links.asked import Asked
from service.web.shown import in_words

OPTIONAL = " (optional)"


class Visiting(Protocol):
    """Somebody at a link, as `respond` knows them."""

    @property
    def asked(self) -> Asked | None: ...

    def along(self, drawn: tuple[str, ...] = ()) -> dict[str, str]: ...

    def show(self, template: str, *, status: int = 200, drawn: tuple[str, ...] = (), **shown: object) -> Response: ...


@dataclass(frozen=True)
class Answer:
    """One answer as the page of blocks shows it, as `rows` where it is several things; `lacks` says what is to be put
    right before the report is sent."""

    question: str
    says: str
    lacks: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """Some questions of the report that are answered together; its first question names it."""

    key: str
    title: str
    questions: tuple[Question, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(question.name for question in self.questions)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Once the questions have been checked."""
        return tuple(map(_answer, self.questions))


def _answer(question: Question) -> Answer:
    lacks = question.errors[0] if question.errors else ""
    says = _typed(question) if lacks else in_words(question)
    rows = tuple(says.split("\n")) if isinstance(question, Rows) and says and not lacks else ()
    return Answer(question.label.text.removesuffix(OPTIONAL), says, lacks, rows)


def _typed(question: Question) -> str:
    """What was typed and cannot be used yet."""
    if isinstance(question, PartsDate):
        return " ".join(filter(None, question.parts.values()))
    return question.typed if isinstance(question, Rows) or question.kind in ("line", "text", "email") else ""


def blocks_of(asked: Asked) -> tuple[Block, ...]:
    return tuple(_blocks(asked))


def _blocks(asked: Asked) -> Iterator[Block]:
    begins = [number for number, one in enumerate(asked.questions) if one.name in asked.headings]
    for first, after in zip(begins, [*begins[1:], len(asked.questions)], strict=True):
        its = asked.questions[first:after]
        yield Block(its[0].name, asked.headings[its[0].name], its)


def show_all(visit: Visiting, asked: Asked, *, status: int = 200) -> Response:
    """The blocks with what is known. `status` 422: somebody wanted to send it, and it lacks something."""
    asked.is_wrong()
    return visit.show("links/report_blocks.html", status=status, asked=asked, blocks=blocks_of(asked))


def show_one(visit: Visiting, asked: Asked, key: str, *, status: int = 200) -> Response:
    """The questions of one block; all of them, where there is none of that key."""
    block = next((one for one in blocks_of(asked) if one.key == key), None)
    if block is None:
        return show_all(visit, asked)
    before = visit.along(() if status == 200 else block.names)
    return visit.show(
        "links/report_block.html", status=status, drawn=block.names, asked=asked, block=block, before=before
    )


def done_with(visit: Visiting, asked: Asked, key: str) -> Response:
    """Back to all of them, unless something in this block cannot be used."""
    asked.is_wrong()
    block = next((one for one in blocks_of(asked) if one.key == key), None)
    if block and any(one.errors for one in block.questions):
        return show_one(visit, asked, key, status=422)
    return show_all(visit, asked)
