"""The files of a case: those that were added when it was raised, and those of its messages.

They say what was said, so they are read as that is: before its stage for a reason only, and audited before they leave.
"""

from collections.abc import Iterator, Mapping

from service.bootstrap import Service
from service.desk.looking.looking import look
from service.desk.looking.saying import size_in_words
from service.errors import NotNow
from service.intake.by_desk import correcting
from service.intake.by_desk.desk import is_the_partnerships_to_read
from service.mail.clamd import Verdict
from service.mail.reading.contents import OFFICE
from service.seam.access import NeedsReason, Signed
from service.seam.desk_mails import File
from service.seam.desk_pages import CaseFile
from service.seam.drafting import Document
from service.store import audit, documents, filed
from service.telling.errand import Errand

KINDS: Mapping[str, tuple[str, str]] = {  # in words, and how the name of such a file ends
    OFFICE + "wordprocessingml.document": ("Word document", ".docx"),
    OFFICE + "spreadsheetml.sheet": ("Spreadsheet", ".xlsx"),
    "application/vnd.oasis.opendocument.text": ("OpenDocument text", ".odt"),
    "application/pdf": ("PDF", ".pdf"), "application/rtf": ("Rich text", ".rtf"),
    "image/jpeg": ("Picture", ".jpg"), "image/png": ("Picture", ".png"),
    "text/plain": ("Email", ".eml"), "message/rfc822": ("Email", ".eml"),
    "application/x-ole-storage": ("Outlook message", ".msg"),
}  # fmt: skip
ANY = ("File", ".bin")
WITHHELD = "It is infected, and is withheld."
GONE = "It was removed from view."


def files(errand: Errand, names: bool) -> tuple[CaseFile, ...]:
    return (*_added(errand, names), *_of_messages(errand))


def _added(errand: Errand, names: bool) -> Iterator[CaseFile]:
    struck = correcting.struck(errand.session, errand.case_id)
    for number, one in enumerate(documents.of_case(errand.session, errand.service.vault, errand.case_id), start=1):
        what, gone = f"{kind_of(one.type)}, {size_in_words(one.size)}", f"document-{one.id}" in struck
        name = one.name if names and not gone else ""
        yield CaseFile(number, what, one.scan, GONE if gone else withheld(one.scan), name=name)


def _of_messages(errand: Errand) -> Iterator[CaseFile]:
    """By their numbers: what they are called and hold is known once the message is opened."""
    struck = correcting.struck(errand.session, errand.case_id)
    for mail in filed.of_case(errand.session, errand.case_id):
        for number, scan in enumerate(mail.scans, start=1):
            why = GONE if f"mail-{mail.id}" in struck else withheld(scan)
            yield CaseFile(number, "A file of a message", scan, why, mail=mail.id, at=mail.arrived_at)


def kind_of(type_: str) -> str:
    """What kind of file that is, in words."""
    return KINDS.get(type_, ANY)[0]


def withheld(scan: str) -> str:
    """Why a file of which the scanner says that is not handed out; empty where it is."""
    return WITHHELD if scan.startswith(Verdict.INFECTED) else ""


def document_of(service: Service, who: Signed, reference: str, number: int, why: str) -> File | NeedsReason | None:
    """A document that was added, audited before it is handed out. Raises NotNow for one that is none, or withheld."""
    with look(service, who) as seen:
        errand = seen.find(reference)
        if errand is None:
            return None
        early = not is_the_partnerships_to_read(errand.case)
        if early and not why:
            return NeedsReason()
        document = _document(errand, number)
        audit.record(
            seen.session, service.vault, f"case:{errand.case_id}", at=seen.at, actor=who.holder,
            action="opened a document", object_id=document.id, detail={"why": why, "before_its_stage": early},
        )  # fmt: skip
        content = documents.content(seen.session, service.vault, document.id)
    return File(f"{reference.upper()}-document-{number}{KINDS.get(document.type, ANY)[1]}", content)


def _document(errand: Errand, number: int) -> Document:
    found = documents.of_case(errand.session, errand.service.vault, errand.case_id)
    if not 1 <= number <= len(found):
        raise NotNow("This case has no document of that number. Look at the case again.")
    document = found[number - 1]
    if f"document-{document.id}" in correcting.struck(errand.session, errand.case_id):
        raise NotNow(f"Document {number}: {GONE}")
    if withheld(document.scan):
        raise NotNow(f"Document {number}: {document.scan}. {WITHHELD}")
    return document
