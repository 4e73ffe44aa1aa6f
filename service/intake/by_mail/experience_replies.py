"""A reply to our question how a case went: its words are kept as a comment, without who wrote them."""

from sqlalchemy.orm import Session

from service.intake.answering import experience
from service.intake.by_mail.inbound import Inbound
from service.mail.address import tag_of
from service.mail.replies.quoted import Written
from service.store import experiences
from service.store.experiences import Asked
from service.telling.occasion import Occasion

KEPT = "A comment on how a case went is kept with it, without a name."
EMPTY = "It answers our question how a case went, and says nothing."


def answered(inbound: Inbound) -> bool:
    """Give such a reply its end; False, and nothing done, where it is none."""
    with inbound.service.sessions.begin() as session:
        asked = asked_of(inbound, session)
        if asked is None:
            return False
        occasion = Occasion(inbound.service, session, asked.partnership, inbound.at)
        words = Written(inbound.mail.text).said
        if inbound.end(session, "note_added", KEPT if words.strip() else EMPTY):
            experience.keep(occasion, asked, {experience.COMMENT: words})
    return True


def asked_of(inbound: Inbound, session: Session) -> Asked | None:
    """What was asked with the tag that the reply went to."""
    tags = (tag_of(inbound.mail.recipients, box.address) for box in inbound.service.config.mailboxes)
    found = (experiences.granted(session, tag) for tag in tags if tag)
    return next((one for one in found if one), None)
