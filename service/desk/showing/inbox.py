"""All that needs a person, from wherever it lies: cases, duties, mails in and out, posts, the balance of the mail.

It is looked up each time and kept nowhere: what has been dealt with is gone at the next look.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from service.desk.directory import wanted
from service.desk.directory.agencies import Shelf
from service.desk.doing import second
from service.desk.doing.arranging import page_of
from service.desk.doing.matching import likely
from service.desk.looking.looking import Look
from service.desk.looking.messages import SENT
from service.desk.looking.saying import age, asked_for, tag_of
from service.desk.looking.writers import added
from service.desk.showing.next_steps import missing, said_of, said_of_the_late
from service.escalation.case import Case, Risk
from service.escalation.duty import Duty
from service.escalation.tasks import CONFIRMED_AS, COORDINATORS
from service.escalation.vacancies import vacancies
from service.intake.by_clock import balancing
from service.intake.by_desk.putting_right import HELD
from service.seam.desk_acts import Counts
from service.seam.desk_lists import Waiting
from service.store import audit, cases, filed, held, outbox
from service.telling.errand import Errand
from service.telling.recipients import as_roles, by_id

COORDINATOR = COORDINATORS[0].role


@dataclass(frozen=True)
class Desk:
    """All that one look at the inbox has at hand."""

    look: Look

    @cached_property
    def errands(self) -> dict[str, Errand]:
        """The cases that are not over, by their id."""
        return dict(self.look.each())

    @cached_property
    def latest(self) -> dict[str, dict[str, datetime]]:
        return cases.latest(self.look.session, self.look.partnership, self.errands)

    @cached_property
    def dealt_with(self) -> dict[str, datetime]:
        """When a coordinator last did something to each case."""
        return cases.last_acts_of(self.look.session, self.look.partnership, self._team)

    @cached_property
    def dealt_with_since(self) -> dict[str, datetime]:
        """The same, but for what was corrected: that holds mails back, and sends none of them."""
        corrections = ("Corrected", "AgencyCorrected")
        return cases.last_acts_of(self.look.session, self.look.partnership, self._team, corrections)

    @cached_property
    def _team(self) -> list[str]:
        post = self.look.occasion.its.coordinator_post
        officers = self.look.occasion.directory.officers
        return [f"officer:{one.id}" for one in officers if not one.agency_id and one.has_post(post)]

    def waits(
        self, kind: str, about: str, says: str, since: datetime | None, *, reply_by: datetime | None = None,
        leads_to: str = "case", key: str = "", duty: str = "",
    ) -> Waiting:  # fmt: skip
        how_long = age(since, self.look.at) if since else "not known"
        return Waiting(kind, about, says, since, how_long, reply_by, leads_to, key or about, duty)


def inbox(look: Look) -> tuple[Waiting, ...]:
    """The oldest first; what has no age comes last."""
    desk = Desk(look)
    found = [waiting for finds in FINDS for waiting in finds(desk)]
    return tuple(sorted(found, key=lambda one: (one.since is None, str(one.since), one.about)))


def counts(found: tuple[Waiting, ...]) -> Counts:
    return Counts(len(found), sum(one.kind == "late" for one in found))


def _new(desk: Desk) -> Iterator[Waiting]:
    for errand in desk.errands.values():
        case = errand.case
        if case.being_checked:
            yield desk.waits(
                "new", case.reference, f"{case.being_checked} {CHECK}", case.moments["receipt"], leads_to="release",
                reply_by=_soonest(case),
            )  # fmt: skip


CHECK = "Nothing has gone to the other side. Ring the agency that it names, then send it on or refuse it."


def _soonest(case: Case) -> datetime | None:
    return min((at for duty in case.owed if (at := asked_for(duty))), default=None)


def _duties(desk: Desk) -> Iterator[Waiting]:
    """What the coordinators owe."""
    for errand in desk.errands.values():
        for duty in errand.case.owed:
            if duty.task != "check" and _is_the_coordinators(duty) and _is_theirs(errand, duty):
                yield from _for_the_coordinator(desk, errand, duty)


def _is_the_coordinators(duty: Duty) -> bool:
    return not duty.slots and any(party.role == COORDINATOR for party in duty.owed_by)


def _is_theirs(errand: Errand, duty: Duty) -> bool:
    """What takes two waits for the other one."""
    return duty.task not in CONFIRMED_AS.values() or second.is_for(errand, duty)


KINDS_OF_DUTY = {  # all else that coordinators owe is a task
    "alert": "risk", "consider-more-time": "more time", **dict.fromkeys(CONFIRMED_AS.values(), "second"),
}  # fmt: skip


def _for_the_coordinator(desk: Desk, errand: Errand, duty: Duty) -> Iterator[Waiting]:
    if duty.task == "close" and missing(errand):
        yield from _held_open(desk, errand, duty)
        return
    yield desk.waits(
        KINDS_OF_DUTY.get(duty.task, "task"), errand.case.reference, said_of(errand, duty), duty.opened,
        reply_by=asked_for(duty), leads_to=page_of(errand.case, duty) or "case", duty=duty.id,
    )  # fmt: skip


def _held_open(desk: Desk, errand: Errand, close: Duty) -> Iterator[Waiting]:
    """It cannot be closed yet, for others owe something first; what coordinators owe has lines of its own."""
    others = [one for one in missing(errand) if not _is_the_coordinators(one.duty)]
    if others:
        first, more = others[0], f" And {len(others) - 1} more." if len(others) > 1 else ""
        yield desk.waits(
            "held open", errand.case.reference, f"{first.says}{more} Ring them, then record it.", close.opened,
            reply_by=asked_for(first.duty), leads_to=first.act or "case", duty=first.duty.id,
        )  # fmt: skip


def _late(desk: Desk) -> Iterator[Waiting]:
    """What anybody else owes and has not done in time: a case once, since the first of these."""
    for errand in desk.errands.values():
        others = [duty for duty in errand.case.owed if not _is_the_coordinators(duty)]
        late = [duty for duty in others if tag_of(duty, desk.look.at, desk.look.calendar).colour == "red"]
        if late:
            says = said_of_the_late(errand, late)
            since = min(at for duty in late if (at := asked_for(duty)))
            yield desk.waits("late", errand.case.reference, says, since)


def _provisional(desk: Desk) -> Iterator[Waiting]:
    """What was said in a mail that nobody could prove: until it is proven, or a coordinator has acted on it."""
    for case_id, errand in desk.errands.items():
        asked = desk.latest.get(case_id, {}).get("NotResolvedUnproven")
        proven = desk.latest.get(case_id, {}).get("NotResolved", asked)
        if asked and proven and max(proven, desk.dealt_with.get(case_id, asked)) <= asked:
            says = "A message that is not proven says that it is not resolved. Ring its writer, then move the case."
            yield desk.waits("unproven", errand.case.reference, says, asked, leads_to="move")
        if errand.case.risk is Risk.PROVISIONAL and not errand.case.owed_at("urgent", "alert"):
            stated = errand.case.moments.get("risk stated")
            says = "A message that is not proven states an immediate risk. Ring its writer now, then record the call."
            yield desk.waits("risk", errand.case.reference, says, stated)


def _mails(desk: Desk) -> Iterator[Waiting]:
    look = desk.look
    since = held.since(look.session, look.partnership)
    for one in filed.held(look.session, _mailboxes(look)):
        if one.case_id and not look.may_see_case(one.case_id):
            continue
        suggested = dict.fromkeys(reference for reference, _ in held.suggestions(look.session, one.id))
        perhaps = look.may_see_all_of(suggested)
        hint = f" Perhaps {' or '.join(perhaps[:2])}." if perhaps else ""
        yield desk.waits(
            "concern" if one.urgent else "mail", "a message that came in", f"{one.reason}{hint} {READ}",
            since.get(one.id, one.arrived_at), leads_to="mail", key=one.id,
        )  # fmt: skip


READ = "Read it, then decide what becomes of it."


def _pairs(desk: Desk) -> Iterator[Waiting]:
    """Cases that may be one, as long as nobody has decided about them: each newer one once, beside the oldest."""
    came = {errand.case.reference: errand.case.moments["receipt"] for errand in desk.errands.values()}
    beside: dict[str, list[str]] = {}
    for older, newer in likely(desk.look):
        beside.setdefault(newer, []).append(older)
    for newer, others in beside.items():
        first = min(others, key=lambda reference: came[reference])
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        says = f"It is about the same child as {first}{more}. Look at both, then say if it is the same."
        yield desk.waits("match", newer, says, came[newer], leads_to="same", duty=first)


def _mailboxes(look: Look) -> list[str]:
    return [box.address for box in look.service.config.mailboxes if box.partnership == look.partnership]


def _undelivered(desk: Desk) -> Iterator[Waiting]:
    """Until another mail to the same reader has left, or a coordinator has done something about the case."""
    for one in outbox.returned(desk.look.session, tuple(desk.errands)):
        errand, since = desk.errands[one.case_id or ""], one.bounced_at or one.queued_at
        if desk.dealt_with.get(one.case_id or "", since) <= since:
            whom = " and ".join(as_roles([by_id(errand, one.recipient)])) or "somebody who has left the directory"
            why = f" {one.ended_reason}" if one.ended_reason else ""
            says = f"A message to {whom} did not arrive.{why} Ring them. If their address is wrong, put it right."
            yield desk.waits("undelivered", errand.case.reference, says, since)


def _withheld(desk: Desk) -> Iterator[Waiting]:
    """What a correction held back and nobody wrote again: until a coordinator has done something else in the case."""
    session, found = desk.look.session, outbox.withheld(desk.look.session, tuple(desk.errands))
    for case_id in dict.fromkeys(one.case_id or "" for one in found):
        since_when = audit.latest(session, f"case:{case_id}", (HELD,))
        for one in found:
            since = since_when.get(one.id, one.queued_at)
            if one.case_id == case_id and desk.dealt_with_since.get(case_id, since) <= since:
                whom = " and ".join(as_roles([by_id(desk.errands[case_id], one.recipient)])) or "somebody"
                says = f"{SENT.get(one.kind, 'A message')}, to {whom}: {one.ended_reason}"
                yield desk.waits("undelivered", desk.errands[case_id].case.reference, says, since)


def _unclear(desk: Desk) -> Iterator[Waiting]:
    """A reply that nobody could understand, after its writer had been asked once: until a coordinator has acted."""
    for one in outbox.last_of_kind(desk.look.session, tuple(desk.errands), "not_understood"):
        if desk.dealt_with.get(one.case_id or "", one.queued_at) <= one.queued_at:
            errand = desk.errands[one.case_id or ""]
            came = [found for found in added(errand) if found.at <= one.queued_at] or added(errand)
            key, leads_to = (came[-1].mail, "mail") if came else (errand.case.reference, "case")
            yield desk.waits("unclear", errand.case.reference, UNCLEAR, one.queued_at, leads_to=leads_to, key=key)


UNCLEAR = "A reply could not be understood. Read it, ring whoever wrote it, then record the call."


def _posts(desk: Desk) -> Iterator[Waiting]:
    empty = unfilled(desk.look)
    if empty:
        says = f"{empty[0]}{f' And {len(empty) - 1} more.' if len(empty) > 1 else ''}"
        yield desk.waits("post", "the directory", says, None, leads_to="posts")


def unfilled(look: Look) -> tuple[str, ...]:
    """A sentence for each role of the partnership's procedure that nobody could be asked in today."""
    occasion = look.occasion
    return vacancies(occasion.directory, occasion.procedure, occasion.day)


def _entries(desk: Desk) -> Iterator[Waiting]:
    """What officers ask to have changed in the directory."""
    for one in wanted.of(Shelf(desk.look)):
        says = f"{one.by} asks for a change to the entry of the {one.post}, {one.agency}. Make it, or leave it."
        yield desk.waits("entry", "the directory", says, one.asked_at, leads_to="wanted")


def _alarms(desk: Desk) -> Iterator[Waiting]:
    found = balancing.of_partnership(desk.look.service, desk.look.session, desk.look.partnership)
    if found.late:
        says = f"Messages that nobody has read yet: {len(found.late)}. Ask whoever runs the service to look."
        yield desk.waits("alarm", "the mailbox", says, None, leads_to="inbox")
    if found.lost:
        says = f"Messages that moved a case, which no case knows of: {len(found.lost)}. Ask whoever runs the service."
        yield desk.waits("alarm", "the mailbox", says, None, leads_to="inbox")
    stuck = [one for one in outbox.overdue(desk.look.session, desk.look.service.clock.real())
             if one.case_id in desk.errands]  # fmt: skip
    for one in stuck:
        says = "A message has not left yet, though it should have. Ask whoever runs the service."
        yield desk.waits("alarm", desk.errands[one.case_id or ""].case.reference, says, one.queued_at)


FINDS: tuple[Callable[[Desk], Iterator[Waiting]], ...] = (
    _new, _duties, _late, _provisional, _mails, _pairs, _unclear, _undelivered, _withheld, _entries, _alarms, _posts,
)  # fmt: skip
