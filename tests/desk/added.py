"""A case that came with a document."""

from uuid import uuid4

from service.mail.clamd import Scan, Verdict
from service.seam.drafting import Document
from service.store import documents
from tests.intake.house import House

PDF = b"%PDF-1.7\nMinutes about Zebedee Quill."
NAME = "Zebedee Quill minutes.pdf"
CLEAN = str(Scan(Verdict.CLEAN))


def with_a_document(house: House, scan: str = CLEAN, partnership: str = "sefton", **changed: str) -> str:
    """Its reference; `scan` is what the scanner said of the document."""
    id, at = uuid4().hex, house.service.clock.now()
    with house.service.sessions.begin() as session:
        document = Document(NAME, "application/pdf", len(PDF), scan)
        documents.add(session, house.service.vault, id, document, PDF, at)
    return house.notify(id, partnership, **changed).reference
