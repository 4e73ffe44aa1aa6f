"""parley read-form: what is filled in in a file, as the mailbox would read it. Keeps nothing, sends nothing."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forms import PUBLISHED, Choices, Faults
from forms.base import PublishedForm
from forms.documents import Filled, Unread, read
from service.commands.form import nobodys_choices
from service.commands.opened import opened
from service.commands.say import MISUSED, WRONG, refuse, say
from service.intake.by_mail.unread import IN_WORDS
from service.intake.raising.choices import offered


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--partnership", metavar="KEY", help="whose agencies, areas and stages are known")


def run(arguments: argparse.Namespace) -> int:
    try:
        content = arguments.file.read_bytes()
    except OSError as fault:
        return refuse(f"{arguments.file} could not be read: {fault.strerror}.", MISUSED)
    choices = _choices(arguments.partnership)
    if choices is None:
        return refuse(f"There is no partnership {arguments.partnership}.", MISUSED)
    found = read(content, choices)
    if isinstance(found, Unread):
        say(json.dumps({"unread": found.why})) if arguments.json else refuse(IN_WORDS[found.why])
        return WRONG
    looked_at = Looked(found, PUBLISHED[found.form].asking(choices[found.form], found.given))
    say(looked_at.as_json() if arguments.json else looked_at.in_words())
    return 0


def _choices(partnership: str | None) -> Mapping[str, Choices] | None:
    if not partnership:
        return dict.fromkeys(PUBLISHED, nobodys_choices())
    with opened() as service:
        return offered(service, partnership) if partnership in service.partnerships else None


@dataclass(frozen=True)
class Looked:
    """A file that was read, and the form with what was given to it."""

    found: Filled
    form: PublishedForm

    def missing(self) -> tuple[tuple[int, str], ...]:
        wrong = self.form.answers()
        return tuple((fault.number, fault.message) for fault in wrong) if isinstance(wrong, Faults) else ()

    def as_json(self) -> str:
        return json.dumps(
            {
                "form": self.found.form, "kind": self.found.kind, "edition": self.found.edition,
                "answers": dict(self.found.given), "besides": list(self.found.besides),
                "missing": [{"number": number, "say": said} for number, said in self.missing()],
            },
            indent=1, ensure_ascii=False,
        )  # fmt: skip

    def in_words(self) -> str:
        answered = [
            f"{question.number}. {question.label.text}: {self.found.given[question.short_name]}"
            for question in self.form.questions
            if question.short_name in self.found.given
        ]
        asked = [f"{number}. {said}" for number, said in self.missing()]
        head = f"{self.form.title} ({self.found.edition}): {len(answered)} answers read"
        return "\n".join((head, *answered, *(["", "Missing or unclear:", *asked] if asked else [])))
