"""The form as somebody sent it, as a file for the child's file: for whoever raised it, after a code (ux.md 2.5).

It holds what the page behind the link shows them of it, corrected where that is; that it was saved is audited in the
transaction that makes it.
"""

from forms import NotificationForm
from forms.documents import KINDS
from forms.documents.copies import COPIES
from service.bootstrap import Service
from service.escalation.actors import Capacity
from service.intake.answering.linked import READ, Linked, find
from service.intake.raising.choices import as_kept
from service.seam.link_pages import FormCopy, WrongCode
from service.store import papers, tokens
from service.store.papers import Paper

NOT_OTHERWISE = "It names a child. Keep it on the child's file, and pass it on only to who needs it."


def sent_by(linked: Linked) -> Paper | None:
    """What the holder of this link said when they raised it, with what they were asked for since; None where it was
    not they, or they may not read it."""
    errand = linked.errand
    if linked.actor.capacity is not Capacity.ORIGINATOR or READ not in dict(linked.choices):
        return None
    written = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    own = [one for one in written if one.kind == "notification" and one.author == linked.grant.recipient]
    return own[-1] if own else None


def copy(service: Service, token: str, code: str, kind: str) -> FormCopy | WrongCode | None:
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        paper = sent_by(linked) if linked and kind in COPIES else None
        if linked is None or paper is None:
            return None
        hash, now = tokens.token_hash(token), service.clock.real()
        if not tokens.check_code(session, service.vault, hash, code, now):
            return WrongCode(tokens.why_not(session, hash, now))
        papers.opened(session, paper.id, linked.grant.recipient, at)
        linked.note("saved a copy of the form")
        tokens.leave_code(session, service.vault, hash, code, now)
        return _file(linked, paper, kind)


def _file(linked: Linked, paper: Paper, kind: str) -> FormCopy:
    errand = linked.errand
    form = NotificationForm.asking(as_kept(errand.case.procedure, NotificationForm.key, errand.day))
    head = (f"Reference {errand.case.reference}", NOT_OTHERWISE)
    content = COPIES[kind](form, paper.says, head)
    return FormCopy(f"{errand.case.reference}-form.{KINDS[kind].ending}", KINDS[kind].media_type, content)
