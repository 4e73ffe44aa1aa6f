"""How a case went for those who had a part in it: kept with the case, and never with who said it (ux.md, P31)."""

from collections.abc import Mapping

from service.bootstrap import stored_procedure
from service.store import audit, cases, papers
from service.store.experiences import Asked
from service.store.papers import Paper
from service.telling.disclosure import Told, without_names
from service.telling.errand import Errand
from service.telling.occasion import Occasion

KIND = "experience"
COMMENT = "comment"
NOBODY = "somebody of the case"


def keep(occasion: Occasion, asked: Asked, says: Mapping[str, str]) -> bool:
    """Keep what was said, without the child's name, as of the day on which everybody was asked: when somebody answered
    could say who they are. False where nothing was said."""
    service, session = occasion.service, occasion.session
    case = cases.seen(session, asked.case_id, stored_procedure)
    errand = Errand(service, session, asked.case_id, case, asked.asked_at)
    said = {key: without_names(errand, Told.NOTHING, words.strip()) for key, words in says.items() if words.strip()}
    if said:
        papers.add(session, service.vault, asked.case_id, Paper(KIND, "", "", "", said), asked.asked_at)
        audit.record(
            session, service.vault, f"case:{asked.case_id}", at=asked.asked_at, actor=NOBODY,
            action="said how it went",
        )  # fmt: skip
    return bool(said)
