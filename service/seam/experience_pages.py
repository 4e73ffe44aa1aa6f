"""How a case went, asked behind a link that does not say whose it is: what is shown, and what its door promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ExperiencePage:
    """The case that it is about; `answered`: somebody has answered by this link."""

    partnership: str
    reference: str
    answered: bool


class Experiences(Protocol):
    def page(self, token: str) -> ExperiencePage | None:
        """What a link shows; None when nobody knows it. Changes nothing."""

    def answer(self, token: str, says: Mapping[str, str]) -> None:
        """Keep what was answered with the case, once for each link, without who said it; nothing, where nothing was."""
