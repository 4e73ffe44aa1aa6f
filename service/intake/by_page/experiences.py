"""How a case went, answered on the page behind a link (service.seam.experience_pages says what is promised)."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.bootstrap import Service
from service.intake.answering import experience
from service.seam.experience_pages import ExperiencePage
from service.store import experiences
from service.telling.occasion import Occasion


@dataclass(frozen=True)
class ExperiencesOf:
    service: Service

    def page(self, token: str) -> ExperiencePage | None:
        with self.service.sessions.begin() as session:
            asked = experiences.granted(session, token)
        return ExperiencePage(asked.partnership, asked.reference, asked.used) if asked else None

    def answer(self, token: str, says: Mapping[str, str]) -> None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            asked = experiences.granted(session, token)
            if asked is None or asked.used:
                return
            if experience.keep(Occasion(self.service, session, asked.partnership, at), asked, says):
                experiences.use(session, token)
