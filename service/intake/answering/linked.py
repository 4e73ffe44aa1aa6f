"""A signed link as it stands: whose it is, for which case and stage, and what they may answer there."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.escalation.actors import Actor
from service.escalation.case import ORIGINATING
from service.escalation.course import Course
from service.escalation.ending import undo_until
from service.intake.answering import filled_in
from service.intake.answering.answers import AGREE
from service.intake.answering.offers import OFFERED_FOR, Offered
from service.intake.answering.record import may_look
from service.store import audit, cases, tokens
from service.store.tokens import Grant
from service.telling.errand import Errand
from service.telling.speaking import actor_of, may_speak_of_the_stage

FILL_IN = "fill in"  # opens the report with what is known, and records only that it was opened
STANDING = "standing"  # shows where the case stands, and records only that it was looked at
READ = "read"  # shows what is written about the case, and records only that it was opened


@dataclass(frozen=True)
class Linked:
    """A link as it stands: whose it is, and what they may answer."""

    grant: Grant
    errand: Errand
    actor: Actor
    stage: str

    @property
    def offered(self) -> Offered:
        of_the_stage = may_speak_of_the_stage(self.errand, self.actor, self.grant.stage)
        return Offered(
            self.errand, self.actor, self.stage, self.grant.recipient, self.grant.purpose, stage_is_theirs=of_the_stage
        )

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        offered = self.offered.choices()
        may_read = offered and self.grant.purpose != "prove" and may_look(self.errand, self.actor)
        if not may_read:
            return offered
        report = ((FILL_IN, "Fill in the report: what we know is there already"),)
        owes_it = filled_in.is_owed_by(self.errand, self.grant.recipient)
        where = (STANDING, "Show me where this case stands")
        return (*offered, *(report if owes_it else ()), where, (READ, self._what_they_read(offered)))

    def _what_they_read(self, offered: tuple[tuple[str, str], ...]) -> str:
        if AGREE in dict(offered):
            return "Read what they say was agreed"
        asked = self.actor.slot and self.actor.slot != ORIGINATING
        return "Read what they ask for" if asked else "Read what is written about this case"

    def undo_until(self, acted_at: datetime) -> datetime:
        """Until when what they said then is taken back by a reply of UNDO."""
        errand = self.errand
        return undo_until(Course(errand.case, errand.at, self.actor, errand.service.calendars), acted_at)

    def note(self, action: str) -> None:
        """Audited in the case's chain, as theirs."""
        errand = self.errand
        audit.record(
            errand.session, errand.service.vault, f"case:{errand.case_id}", at=errand.at, actor=self.grant.recipient,
            action=action,
        )  # fmt: skip


def find(service: Service, session: Session, token: str, at: datetime) -> Linked | None:
    grant = tokens.look_up(session, token, service.clock.real())
    if grant is None or grant.purpose not in OFFERED_FOR:
        return None
    case_id = cases.goes_on_as(session, grant.case_id)
    case = cases.load(session, case_id, stored_procedure)
    if case_id != grant.case_id:
        grant = replace(grant, case_id=case_id, stage=grant.stage if case.is_at(grant.stage) else "")
    errand = Errand(service, session, case_id, case, at, grant.recipient)
    stage = grant.stage or (case.stage.key if case.stage else "")
    return Linked(grant, errand, actor_of(errand, grant.recipient, stage), stage)
