"""The area that a child lives in chooses the partnership, whichever mailbox a form came to (decision 6).

A form about a child of another partnership of this installation is read as that one's and goes there. One about a
child of an area that is served elsewhere is for a person here, and its sender is told whom to turn to.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from forms.documents import Filled
from service.bootstrap import Service
from service.intake.by_mail import form_files
from service.intake.by_mail.authorities import authority_of, bare
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import MailedForm
from service.intake.raising.choices import offered

NOT_SERVED = "It is about a child in an area that is not served here."
ELSEWHERE = f"{NOT_SERVED} Its sender was told whom to turn to."
OF_AN_AREA = "notification"


def read_at_home(inbound: Inbound, found: Filled, sender: str) -> MailedForm:
    """The form as it is read by the partnership whose area it names; by the mailbox's, where none here has that."""
    served = _served(inbound.service, found.form, found.given)
    home = served.partnership if served else inbound.partnership
    if home != inbound.partnership:
        again = form_files.form_in(replace(inbound, partnership=home))  # its further questions are other ones
        found = again if isinstance(again, Filled) and again.form == found.form else found
    form = MailedForm.of(found, sender, offered(inbound.service, home)[found.form], home)
    return form.with_more({"area": served.area}) if served else form


def moved_home(service: Service, form: MailedForm) -> MailedForm:
    """The same form, where an answer that came later names the area."""
    served = _served(service, form.form, form.given)
    if served is None:
        return form
    moved = replace(form, partnership=served.partnership, choices=offered(service, served.partnership)[form.form])
    return moved.with_more({"area": served.area})


class Served(NamedTuple):
    """An area as it is called here, and the key of the partnership that serves it."""

    partnership: str
    area: str


def _served(service: Service, form: str, given: Mapping[str, str]) -> Served | None:
    """The area that a notification names, in whatever words; None where it names none that is served here."""
    serve = {bare(one): Served(its.key, one) for its in service.partnerships.values() for one in its.areas}
    return serve.get(bare(given.get("area", ""))) if form == OF_AN_AREA else None


def is_elsewhere(form: MailedForm) -> str:
    """The authority in whose area the child lives, where it is one that nobody serves here; else empty."""
    is_open = form.form == OF_AN_AREA and "area" in form.asked
    return authority_of(form.given.get("area", "")) if is_open else ""


def whom_to_turn_to(authority: str) -> dict[str, str]:
    """For a mail to whoever sent it: nothing of the child, and nothing that they wrote."""
    return {"to": f"that of {authority}.", "say": SAY.format(area=authority)}


SAY = (
    "You named {area} as the area where the child lives. Disagreements go where the child lives, and we do not serve"
    " {area}. Nobody there has heard from us. Send it to the safeguarding partnership of {area}; its own pages say"
    " how, and the council's switchboard puts you through. If you named the wrong area, send the form to us again."
)
