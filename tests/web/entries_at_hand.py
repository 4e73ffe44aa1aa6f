"""An officer's own entry as the pages know it: what stands in for the service's own at the edge of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from service.listing import IN_ORDER
from service.seam.entry_pages import Corrected, EntryLink, OwnEntry, OwnPost
from service.seam.link_pages import Expired, WrongCode
from tests.web.drafts_at_hand import RIGHT_CODE

OWN_LINK, OLD_LINK = "d4t5y", "d4t5z"
VALUES = dict.fromkeys(IN_ORDER, "") | {
    "agency": "Northfield School", "post": "Safeguarding Lead", "name": "Wren Canary", "email": "wren@school.example",
    "telephone": "01632 960001", "away_from": "2026-12-07", "away_until": "2026-12-11",
}  # fmt: skip


@dataclass
class EntriesAtHand:
    """`acts` is everything that changed something, in order."""

    acts: list[tuple[str, ...]] = field(default_factory=list)
    link: EntryLink = field(default_factory=lambda: EntryLink("sefton", "Safeguarding Lead, Northfield School"))
    refuses: Exception | None = None

    def behind(self, token: str) -> EntryLink | Expired | None:
        return {OWN_LINK: self.link, OLD_LINK: Expired("sefton", "It was made more than three months ago.")}.get(token)

    def send_code(self, token: str) -> None:
        self.acts.append(("code sent", token))

    def open(self, token: str, code: str) -> OwnEntry | WrongCode:
        return self.entry if code == RIGHT_CODE else WrongCode()

    @property
    def entry(self) -> OwnEntry:
        at = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
        post = OwnPost("o1", "Safeguarding Lead", "Northfield School", ("school.example",), VALUES, "s1", at, ("Note",))
        return OwnEntry(self.link, (post,), "proof")

    def shown(self, token: str, proof: str) -> OwnEntry | None:
        return self.entry if proof == "proof" else None

    def confirm(self, token: str, proof: str) -> bool:
        self.acts.append(("confirmed", proof))
        return proof == "proof"

    def correct(
        self, token: str, proof: str, id: str, values: Mapping[str, str], note: str, seen: str
    ) -> Corrected | None:
        if self.refuses:
            raise self.refuses
        self.acts.append(("corrected", id, values["telephone"], note, seen))
        return Corrected((f"Telephone: {values['telephone']}",), ("Deputy",))

    def fresh(self, token: str) -> None:
        self.acts.append(("fresh link", token))
