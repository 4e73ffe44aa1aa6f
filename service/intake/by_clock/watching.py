"""Whoever waits for a person gets one: the coordinators are told, then their deputies, then the business manager.

A mail that may speak of a risk is told of at once. Others are gathered for an hour, so that a storm is one notice. What
may be a risk or a new concern goes up hour by hour while business is open (decision 18); the rest by the next morning.
"""

from datetime import datetime, timedelta

from service.bootstrap import Service
from service.escalation.calendar import at_close
from service.escalation.reminding import next_hour
from service.store import held
from service.store.held import Waiting
from service.telling.notices import notice
from service.telling.occasion import Occasion

GATHERED = timedelta(hours=1)
COORDINATORS, DEPUTIES, MANAGER = range(3)
TOP = MANAGER


def look(service: Service) -> None:
    """What the clock does on each of its rounds."""
    tell_of_gathered(service)
    pass_on(service)


def begun(occasion: Occasion, inbound_id: str, urgent: bool) -> Waiting:
    """A mail that begins to wait now; nobody has been told."""
    wake_at = _next(occasion, urgent)
    return Waiting(inbound_id, occasion.partnership, urgent, occasion.at, None, COORDINATORS, wake_at)


def promised(occasion: Occasion) -> datetime:
    """By when somebody will have looked: the close of the next working day."""
    return at_close(occasion.calendar.after(occasion.day, 1))


def tell(occasion: Occasion, reason: str, inbound_id: str, risk: bool) -> None:
    """Tell the coordinators of this one: at once where it may speak of a risk, else unless they have just been told."""
    before = held.last_told(occasion.session, occasion.partnership)
    if not risk and before and before > occasion.at - GATHERED:
        return
    held.told(occasion.session, [inbound_id], occasion.at)
    _write(occasion, _whom(occasion, COORDINATORS), {"held_count": 1, "check_reason": reason, "risk": risk})


def tell_of_gathered(service: Service) -> None:
    """The mails that came soon after another, told of together once the hour is over."""
    at = service.clock.now()
    for key in service.partnerships:
        with service.sessions.begin() as session:
            before = held.last_told(session, key)
            waiting = held.untold(session, key) if before is None or before <= at - GATHERED else []
            if waiting:
                held.told(session, waiting, at)
                occasion = Occasion(service, session, key, at)
                _write(occasion, _whom(occasion, COORDINATORS), {"held_count": len(waiting)})


def pass_on(service: Service) -> None:
    """What nobody has decided about is told to the next in line, in one notice for each partnership and rung."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        due = held.overlooked(session, at)
        for partnership, rung, urgent in dict.fromkeys((one.partnership, one.rung, one.urgent) for one in due):
            these = [one for one in due if (one.partnership, one.rung, one.urgent) == (partnership, rung, urgent)]
            _pass_on(Occasion(service, session, partnership, at), these)


def _pass_on(occasion: Occasion, waiting: list[Waiting]) -> None:
    rung, urgent = min(waiting[0].rung + 1, TOP), waiting[0].urgent
    held.passed_on(occasion.session, [one.inbound_id for one in waiting], rung, _next(occasion, urgent and rung < TOP))
    oldest = min(one.since for one in waiting)
    told = {"held_count": len(waiting), "received": oldest, "passed_on": True, "when": occasion.at,
            "urgent": urgent}  # fmt: skip
    _write(occasion, _whom(occasion, rung), told)


def _whom(occasion: Occasion, rung: int) -> tuple[str, ...]:
    """Who stands on that rung; where nobody can be reached there, the business manager, or the coordinators again."""
    its = occasion.its
    step = {COORDINATORS: 0, DEPUTIES: 1}.get(rung)
    asked = () if step is None else occasion.team(its.coordinator_post, step)
    return asked or occasion.team(its.manager_post) or occasion.coordinators


def _next(occasion: Occasion, urgent: bool) -> datetime:
    if urgent:
        return next_hour(occasion.at, occasion.calendar)
    return occasion.calendar.next_opening(promised(occasion))


def _write(occasion: Occasion, to: tuple[str, ...], told: dict[str, object]) -> None:
    for address in to:
        notice(occasion, "held", address, f"{occasion.partnership}:{occasion.at.isoformat()}:{address}", told)
