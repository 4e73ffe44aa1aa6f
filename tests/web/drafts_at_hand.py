"""Drafts as the pages know them, in a dictionary: what stands in for the service's own at the edge of the pages."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from service.seam.drafting import Document, Draft, Typed

RIGHT_CODE, LINK_BACK = "135246", "q4w7e"
UNTIL = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


@dataclass
class DraftsAtHand:
    """`mailed` is to whom a link or a code went."""

    kept: dict[str, Draft] = field(default_factory=dict)
    mailed: list[str] = field(default_factory=list)
    files: list[Document] = field(default_factory=list)

    def start(self, partnership: str, typed: Typed) -> str:
        handle = f"h{uuid4().hex}"
        self.kept[handle] = Draft(partnership, str(uuid4()), UNTIL, typed)
        return handle

    def find(self, handle: str) -> Draft | None:
        draft = self.kept.get(handle)
        return draft.without_words() if draft and draft.is_hidden else draft

    def change(self, handle: str, change: Callable[[Draft], Draft]) -> Draft | None:
        if handle in self.kept:
            self.kept[handle] = change(self.kept[handle])
        return self.kept.get(handle)

    def save(self, handle: str) -> Draft | None:
        self.mailed.append(self.kept[handle].address)
        return self.hide(handle)

    def hide(self, handle: str) -> Draft:
        self.kept[handle] = replace(self.kept[handle], is_hidden=True)
        return self.kept[handle].without_words()

    def behind(self, link: str) -> Draft | None:
        return next((draft.without_words() for draft in self.kept.values() if link == LINK_BACK), None)

    def send_code(self, submission_id: str) -> None:
        self.mailed.append("a code")

    def reveal(self, submission_id: str, code: str) -> str | None:
        [(handle, draft)] = [one for one in self.kept.items() if one[1].submission_id == submission_id]
        if code != RIGHT_CODE:
            return None
        del self.kept[handle]
        self.kept[f"{handle}2"] = replace(draft, is_hidden=False)
        return f"{handle}2"

    def documents(self, submission_id: str) -> tuple[Document, ...]:
        return tuple(self.files)

    def add_document(self, handle: str, name: str, content: bytes) -> str:
        if not content:
            return "Select a document"
        self.files.append(Document(name, "application/pdf", len(content), "scanned", str(uuid4())))
        return ""

    def remove_document(self, handle: str, id: str) -> None:
        self.files = [file for file in self.files if file.id != id]

    def sent(self, handle: str) -> None:
        self.kept[handle] = replace(self.kept[handle], typed={}, added={}, is_sent=True)

    def delete(self, handle: str) -> None:
        self.kept.pop(handle, None)
