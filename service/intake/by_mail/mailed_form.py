"""What is kept of a form that came by mail: the answers that are sound, those that are asked for, and how it came."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from forms import PUBLISHED, Answers, Choices, Faults
from forms.as_text import bare
from forms.base import PublishedForm
from forms.documents import Edition, Filled
from service.store import submissions
from service.store.submissions import Submission
from service.telling.occasion import Occasion

TAKEN_BEFORE = "-"  # in place of a case's id, where another process was first
KINDS: Mapping[str, str] = {
    "docx": "Word", "odt": "LibreOffice", "pdf": "PDF", "xlsx": "spreadsheet", "csv": "spreadsheet as text",
    "text": "text of a mail",
}  # fmt: skip


@dataclass(frozen=True)
class MailedForm:
    """A form as written, held against what its partnership offers today. `given` are answers as written, by key;
    `stage` is the one that it speaks of, where it speaks of one; `more` are the further rows of a log."""

    form: str
    given: Mapping[str, str] = field(repr=False)
    choices: Choices = field(repr=False)
    sender: str
    came: Mapping[str, str] = field(repr=False)
    partnership: str
    stage: str = ""
    more: tuple[Mapping[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, filled: Filled, sender: str, choices: Choices, partnership: str) -> "MailedForm":
        """Who writes is asked for on every form; where they left it out, it is the address that the mail came from."""
        besides = {"said besides": "\n".join(filled.besides)} if filled.besides else {}
        came = {"came as": f"{KINDS[filled.kind]}: {filled.edition}", **besides}
        given = {"your_email": sender, **filled.given}
        return cls(filled.form, given, choices, sender, came, partnership, more=filled.more)

    @classmethod
    def kept(cls, submission: Submission, choices: Choices) -> "MailedForm":
        words = json.loads(submission.words)
        known = (submission.form, words["given"], choices, words["sender"], words["came"])
        return cls(*known, submission.partnership, submission.stage)

    def with_more(self, more: Mapping[str, str]) -> "MailedForm":
        return replace(self, given={**self.given, **more})

    @property
    def is_foreign(self) -> bool:
        """Whether it is an old copy of ours, or another body's form."""
        return self.came["came as"].endswith((Edition.PRINTED, Edition.EARLIER))

    @cached_property
    def asking(self) -> PublishedForm:
        return PUBLISHED[self.form].asking(self.choices, self.given)

    @cached_property
    def faults(self) -> Faults:
        found = self.asking.answers()
        return found if isinstance(found, Faults) else Faults(())

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(fault.key for fault in self.faults)

    @cached_property
    def answers(self) -> Answers:
        """All answers, or those that are sound by themselves."""
        sound = [key for key in self.asking.data if key not in self.asked]
        found = self.asking.answers(only=sound)
        return found if isinstance(found, Answers) else Answers(self.form, {})

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked for, by number and name; of an answer that is unclear, how to write it."""
        return tuple(
            f"{fault.number}. {bare(self.asking[fault.key].label.text)}{self._how_to_write(fault.key, fault.message)}"
            for fault in self.faults
        )

    def _how_to_write(self, key: str, message: str) -> str:
        return f" ({message})" if self.given.get(key, "").strip() else ""

    @property
    def count(self) -> str:
        read = len(self.answers)
        return f"We read {read} of {read + len(self.asked)} answers."

    def keep(self, occasion: Occasion, id: str, case_id: str = "", why_held: str = "") -> None:
        """Keep it under the id of its mail: with a case, or held with the reason."""
        session, words = occasion.session, {
            "form": self.form, "answers": dict(self.answers), "asked": self.asked, "given": dict(self.given),
            "sender": self.sender, "came": dict(self.came), "stage": self.stage,
        }  # fmt: skip
        kept = json.dumps(words, ensure_ascii=False)
        new = Submission(id, self.form, occasion.partnership, kept, occasion.at, "kept", None)
        submissions.keep(session, occasion.service.vault, new)
        if case_id:
            submissions.take(session, id, case_id)
        else:
            submissions.hold(session, id, why_held)
