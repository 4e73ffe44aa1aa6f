"""A file in which the scanner found something: it is withheld, and both ends are told."""

from service.intake.by_mail.holding import may_be_answered
from service.intake.by_mail.inbound import Inbound
from service.telling.notices import notice
from service.telling.occasion import Occasion

TO_THE_SENDER = "Our virus scanner found something in it. We did not open it."


def tell(inbound: Inbound) -> None:
    """The coordinators, and the sender where it is proven who that is; once for each mail."""
    service, mail = inbound.service, inbound.mail
    with service.sessions.begin() as session:
        occasion = Occasion(service, session, inbound.partnership, inbound.at)
        for address in occasion.coordinators:
            notice(occasion, "infected_file", address, f"{inbound.kept.id}:{address}", {})
        if mail.sender and inbound.proof == "pass" and may_be_answered(inbound):
            told = {"recorded": TO_THE_SENDER}
            notice(occasion, "file_unreadable", mail.sender, f"{inbound.kept.id}:infected", told)
