"""All that the desk's pages ask for, in one value (service.seam.desk_pages.Desk says what each promises)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from forms import Answers, Choices
from service.bootstrap import Service
from service.desk.directory.pages import DirectoryOf
from service.desk.directory.returns import ReturnsOf
from service.desk.doing import adding, handing, matching, second, writing
from service.desk.doing.acts import DOING, checklist, event_of, slot_of
from service.desk.doing.correcting import CorrectingOf
from service.desk.doing.foreseeing import foresee
from service.desk.doing.pairing import PairingOf
from service.desk.looking import files
from service.desk.looking.looking import look
from service.desk.looking.saying import stages_now, tag_of_case
from service.desk.showing import case, inbox, listing, mail, next_steps, ringing
from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import local_day
from service.escalation.events import Event
from service.intake.by_desk import desk
from service.intake.by_desk.desk import Door, Words
from service.intake.by_page import pages
from service.seam.access import NeedsReason, Signed
from service.seam.desk_acts import Act, ActPage, Changed, Counts, Done, Preview
from service.seam.desk_lists import ListedCase, Waiting
from service.seam.desk_mails import File, MailPage
from service.seam.desk_pages import CasePage
from service.seam.desk_writing import AsSeen, Draft, Refused, WritePage
from service.seam.link_pages import Record
from service.store import cases, held
from service.telling.errand import Errand

OF_A_HELD_FORM, OF_AN_END = ("release", "refuse"), ("close", "unsettle")
RUNG_FIRST = {"feedback": ringing.about_feedback, **dict.fromkeys(("call", "date", "withdraw"), ringing.to_ring)}
KEPT_FOR = timedelta(seconds=30)  # what is counted stands on every page


@dataclass(frozen=True)
class DeskOf:
    """The door of the desk's pages."""

    service: Service
    counted: dict[tuple[str, str], tuple[datetime, Counts]] = field(default_factory=dict, compare=False)

    @property
    def directory(self) -> DirectoryOf:
        return DirectoryOf(self.service)

    @property
    def correcting(self) -> CorrectingOf:
        return CorrectingOf(self.service)

    @property
    def pairing(self) -> PairingOf:
        return PairingOf(self.service)

    @property
    def returns(self) -> ReturnsOf:
        return ReturnsOf(self.service)

    def inbox(self, who: Signed) -> tuple[Waiting, ...]:
        with look(self.service, who) as seen:
            found = inbox.inbox(seen)
            seen.note("looked at the inbox")
            self._keep(who, inbox.counts(found))
            return found

    def counts(self, who: Signed) -> Counts:
        at, known = self.counted.get((who.partnership, who.holder), (datetime.min.replace(tzinfo=UTC), Counts(0, 0)))
        if self.service.clock.real() - at < KEPT_FOR:
            return known
        with look(self.service, who) as seen:
            found = inbox.counts(inbox.inbox(seen))
        return self._keep(who, found)

    def _keep(self, who: Signed, found: Counts) -> Counts:
        self.counted[who.partnership, who.holder] = self.service.clock.real(), found
        return found

    def cases(self, who: Signed, finished: bool = False) -> tuple[ListedCase, ...]:
        with look(self.service, who) as seen:
            found = listing.unfinished(seen)
            seen.note("looked at the list of cases")
            return (*found, *listing.finished(seen)) if finished else found

    def columns(self, who: Signed) -> tuple[str, ...]:
        with look(self.service, who) as seen:
            return listing.columns(seen)

    def vacancies(self, who: Signed) -> tuple[str, ...]:
        with look(self.service, who) as seen:
            found = inbox.unfilled(seen)
            seen.note("looked at the posts that nobody holds")
            return found

    def case(self, who: Signed, reference: str, names: bool = False) -> CasePage | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            seen.note("looked at the names" if names else "looked at the case", errand.case_id)
            return case.case_page(seen, errand, names)

    def record(self, who: Signed, reference: str, why: str) -> Record | NeedsReason | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
        if errand is None:
            return None
        if not why and not desk.is_the_partnerships_to_read(errand.case):
            return NeedsReason()
        return desk.read(self.service, reference, who.officer_id, why)

    def mail(self, who: Signed, id: str) -> MailPage | None:
        return mail.mail_page(self.service, who, id)

    def file(self, who: Signed, id: str, number: int) -> File | None:
        return mail.file_of(self.service, who, id, number)

    def document(self, who: Signed, reference: str, number: int, why: str) -> File | NeedsReason | None:
        return files.document_of(self.service, who, reference, number, why)

    def decide(self, who: Signed, id: str, decision: str, why: str, reference: str = "") -> str | None:
        self.counted.clear()
        return mail.decide(self.service, who, id, decision, why, reference)

    def to_add(self, who: Signed) -> Choices:
        return adding.offered(self.service, who)

    def add(self, who: Signed, id: str, answers: Answers) -> str:
        return adding.add(self.service, who, id, answers)

    def act_page(self, who: Signed, reference: str, kind: str) -> ActPage | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            seen.note("looked at the case", errand.case_id)
            this, doing, closing = errand.case, DOING[kind], kind == "close"
            held_form = kind in OF_A_HELD_FORM and bool(this.being_checked)
            options = tuple(doing.offers(errand))
            tag = tag_of_case(this, seen.at, seen.calendar)
            return ActPage(
                reference=this.reference, version=this.version, stage=stages_now(this) or this.state.value,
                standing=tag.words, today=local_day(seen.at), options=options,
                several=doing.several(errand), people=tuple(doing.people(errand)),
                checklist=checklist(errand) if closing else (),
                holds=doing.holds(errand) or ("" if options else doing.nothing),
                others=second.others(errand) if kind in second.ASKED_FOR else (),
                requests=second.requests(errand) if kind == "second" else (),
                first=next_steps.owed_first(errand) if kind in OF_AN_END else (),
                check=ringing.checking(errand) if held_form else None,
                ring=RUNG_FIRST[kind](errand) if kind in RUNG_FIRST else (),
                perhaps=tuple(matching.matches(seen, errand)) if held_form else (),
            )  # fmt: skip

    def is_working_day(self, who: Signed, day: date) -> bool:
        with look(self.service, who) as seen:
            return seen.calendar.is_working_day(day)

    def preview(self, who: Signed, reference: str, act: Act) -> Preview | Changed | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            if errand.case.version != act.seen_version:
                return Changed()
            by = Actor(Capacity.COORDINATOR, slot_of(act), who.holder)
            return foresee(errand, event_of(act, seen.at, by, errand))

    def write_page(self, who: Signed, reference: str) -> WritePage | None:
        return writing.write_page(self.service, who, reference)

    def foresee_message(
        self, who: Signed, reference: str, draft: Draft
    ) -> tuple[AsSeen, ...] | Refused | Changed | None:
        return writing.foresee(self.service, who, reference, draft)

    def send_message(self, who: Signed, reference: str, draft: Draft) -> Done | Refused | Changed | None:
        return writing.send(self.service, who, reference, draft)

    def was_done(self, who: Signed, reference: str, once: str) -> bool:
        with look(self.service, who) as seen:
            id = held.references(seen.session, seen.partnership).get(reference.upper(), "")
            return cases.is_known(seen.session, id, _door(once))

    def act(self, who: Signed, reference: str, act: Act) -> Done | Changed | None:
        door = Door(_door(act.once), act.seen_version)
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            if cases.is_known(seen.session, errand.case_id, door.name):
                return Done()
            if errand.case.version != act.seen_version:
                return Changed()
            sent = handing.sending(act, errand)

        def makes(at: datetime, by: Actor, errand: Errand) -> Event:
            return event_of(act, at, by, errand)

        self.counted.clear()
        why = " ".join(filter(None, (act.why, act.all_the_same)))
        words = Words(
            why, DOING[act.kind].paper, says=act.says, beside=lambda session: sent.keep(self.service, session)
        )
        desk.act(self.service, reference, who.officer_id, words, makes, slot_of(act), door)
        if sent.submission:
            pages.act_on(self.service, sent.submission.id)
        return Done()


def _door(once: str) -> str:
    """What a case's history calls one press of a button of the desk's pages."""
    return f"desk {once}"
