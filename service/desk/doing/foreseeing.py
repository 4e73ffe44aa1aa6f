"""What an act would lead to, before anybody does it: decided, looked up, and nothing of it kept."""

from collections.abc import Iterator
from dataclasses import replace

from service.desk.looking.messages import LEVELS, said
from service.desk.looking.saying import stages_now
from service.escalation.decide import decide
from service.escalation.effects import Mail
from service.escalation.events import Event
from service.mail.sending.templates import render
from service.seam.desk_acts import Letter, Preview, Told
from service.seam.pages import DatedStep
from service.telling.disclosure import told_of
from service.telling.errand import Errand
from service.telling.fields import values_for
from service.telling.recipients import recipients
from service.telling.wording import next_dates


def foresee(errand: Errand, event: Event) -> Preview:
    """Raises NotAllowed, NotNow as doing it would."""
    after, effects = decide(errand.case, event, errand.service.calendars)
    then = replace(errand, case=after)
    mails = [effect for effect in effects if isinstance(effect, Mail)]
    told = [
        Told(said(holder), holder.email.rpartition("@")[2], LEVELS[told_of(then, mail, holder)])
        for mail in mails
        for holder in recipients(then, mail).holders
        if holder.email
    ]
    dates = tuple(DatedStep(step.said, "", None, step.ask, step.why) for step in next_dates(then))
    state = after.state.value if not after.is_open else stages_now(after) or after.state.value
    return Preview(_most(told), dates, state[:1].upper() + state[1:], tuple(_letters(then, mails)))


def _letters(errand: Errand, mails: list[Mail]) -> Iterator[Letter]:
    for mail in mails:
        for holder in recipients(errand, mail).holders if mail.kind in SHOWN_WHOLE else ():
            subject, body = render(mail.kind, values_for(errand, mail, holder, ""))
            yield Letter(said(holder), subject, body)


SHOWN_WHOLE = ("delete_message",)


def _most(told: list[Told]) -> tuple[Told, ...]:
    """Each once, with the most that any message tells them of the child."""
    order = list(LEVELS.values())
    most: dict[tuple[str, str], Told] = {}
    for one in sorted(told, key=lambda each: order.index(each.level)):
        most[(one.who, one.domain)] = one
    return tuple(most[key] for key in dict.fromkeys((one.who, one.domain) for one in told))
