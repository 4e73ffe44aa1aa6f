"""A disagreement that is being written and has not been sent: the value that the pages and the store hand each other.

It knows nothing of screens: it holds what was typed into each control, by the control's name, exactly as it was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

Typed = Mapping[str, str]
ADDRESS = "your_email"  # the control in which people say where they are written to


@dataclass(frozen=True)
class Draft:
    """What somebody has typed so far, kept until `until`.

    `added` holds what can be added more than once, each with its own controls: the discussions, the brothers and
    sisters. `submission_id` is what it will be sent as. One that `is_sent` has no words any more; one that `is_hidden`
    lay idle, and its words are shown again only after a code to its address.
    """

    partnership: str
    submission_id: str
    until: datetime
    typed: Typed = field(default_factory=dict, repr=False)
    added: Mapping[str, tuple[Typed, ...]] = field(default_factory=dict, repr=False)
    is_sent: bool = False
    is_hidden: bool = False

    @property
    def address(self) -> str:
        """Whose it is, as far as they have said: the address that they want to be written to at."""
        return self.typed.get(ADDRESS, "").strip()

    @property
    def masked_address(self) -> str:
        local, _, domain = self.address.partition("@")
        return f"{local[:1]}•••@{domain}"

    def without_words(self) -> "Draft":
        """All that is told of a hidden one: that there is a draft, and whose it is."""
        return replace(self, typed={ADDRESS: self.address}, added={}, is_hidden=True)

    def typing(self, typed: Typed, instead_of: Callable[[str], bool]) -> "Draft":
        """The draft with these controls; those of before whose names `instead_of` takes are gone."""
        kept = {name: said for name, said in self.typed.items() if not instead_of(name)}
        return replace(self, typed=kept | {**typed})

    def adding(self, to: str, number: int, entry: Typed) -> "Draft":
        """The draft with the entry of that number in that list, from 1; one too many by one is a new one."""
        entries = list(self.added.get(to, ()))
        entries[number - 1 : number] = [entry]
        return replace(self, added={**self.added, to: tuple(entries)})

    def removing(self, of: str, number: int) -> "Draft":
        entries = self.added.get(of, ())
        return replace(self, added={**self.added, of: entries[: number - 1] + entries[number:]})


@dataclass(frozen=True)
class Document:
    """A file that was added: what it is by its content, how many bytes, what the scanner said of it."""

    name: str = field(repr=False)
    type: str
    size: int
    scan: str
    id: str = ""


class Drafts(Protocol):
    """What the pages ask about drafts. A handle is known to the browser that holds the draft, and to nobody else."""

    def start(self, partnership: str, typed: Typed) -> str:
        """Begin a draft; its handle."""

    def find(self, handle: str) -> Draft | None:
        """The draft of that handle; None where there is none, or where its time is over. Changes nothing."""

    def change(self, handle: str, change: Callable[[Draft], Draft]) -> Draft | None:
        """Keep what `change` makes of the draft, once however many change it at the same time; None as for `find`.

        Where it is hidden it stays so, and a change of its address is not kept.
        """

    def save(self, handle: str) -> Draft | None:
        """Keep it for a week, hide it in this browser, and mail its writer a link to come back by."""

    def behind(self, link: str) -> Draft | None:
        """The hidden draft that a mailed link leads to; None where there is none any more. Changes nothing."""

    def send_code(self, submission_id: str) -> None:
        """Send six digits, good for 15 minutes, to the draft's address; not twice within a minute."""

    def reveal(self, submission_id: str, code: str) -> str | None:
        """The code was entered: a new handle to the draft, which is hidden no more; None where it is not the code."""

    def documents(self, submission_id: str) -> tuple[Document, ...]:
        """The documents of the draft that will be sent as that submission, in their order."""

    def add_document(self, handle: str, name: str, content: bytes) -> str:
        """Keep a file with the draft; a sentence of why not, where it is not taken."""

    def remove_document(self, handle: str, id: str) -> None: ...

    def sent(self, handle: str) -> None:
        """It was sent: its words are deleted."""

    def delete(self, handle: str) -> None:
        """Delete all of it, now."""
