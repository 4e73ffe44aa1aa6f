"""A published form as a file to fill in, with what this partnership offers today and the address to send it to."""

from forms import PUBLISHED
from forms.documents import KINDS
from service.bootstrap import Service
from service.intake.raising.choices import OF_THE_FORM


def blank(service: Service, partnership: str, form: str, kind: str) -> bytes | None:
    """The file; None where there is no such form or kind of file."""
    if form not in PUBLISHED or kind not in KINDS:
        return None
    mailbox = service.mailbox_of(partnership)
    send_to = mailbox.address if mailbox else service.partnerships[partnership].mailbox
    return KINDS[kind].make(PUBLISHED[form].asking(OF_THE_FORM[form](service, partnership)), send_to)
