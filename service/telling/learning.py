"""What can be learned from a case, in the words of those who took part; it goes to others, and names nobody."""

from service.store import papers
from service.telling.errand import Errand


def learned(errand: Errand) -> str:
    """All that was said of it so far, a paragraph each; empty where nobody has said anything."""
    written = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    return "\n\n".join(paper.says["said"] for paper in written if paper.kind == "learning")
