"""Links by which somebody says how a case went, at the edge of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.seam.experience_pages import ExperiencePage

EXPERIENCE, ANSWERED = "w5k9z", "x3m7q"


@dataclass
class ExperiencesAtHand:
    said: list[Mapping[str, str]] = field(default_factory=list)

    def page(self, token: str) -> ExperiencePage | None:
        known = {EXPERIENCE: bool(self.said), ANSWERED: True}
        return ExperiencePage("sefton", "SEF-4T9K-2MC2", known[token]) if token in known else None

    def answer(self, token: str, says: Mapping[str, str]) -> None:
        if any(says.values()):
            self.said.append(says)
