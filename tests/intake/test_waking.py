"""A day that becomes a bank holiday after cases were dated: they are dated again, and those concerned are told.
Reminders that come due together: the gravest is what is said."""

from dataclasses import replace
from datetime import date

import pytest

from service.bootstrap import stored_procedure
from service.escalation.calendar import Calendars
from service.handle import Handled
from service.intake.by_clock import waking
from service.intake.by_clock.waking import date_anew
from service.store import cases
from tests.intake.house import HEALTH, IN_LIVERPOOL, House

NEW_HOLIDAY = date(2026, 11, 27)


def with_a_holiday(house: House) -> House:
    england = house.service.calendars.by_nation["england"]
    changed = replace(england, holidays=england.holidays | {NEW_HOLIDAY}, version="england with one more")
    calendars = Calendars({**house.service.calendars.by_nation, "england": changed})
    return replace(house, service=replace(house.service, calendars=calendars))


def due(house: House, reference: str) -> date:
    with house.service.sessions.begin() as session:
        case = cases.load(session, cases.id_of(session, reference), stored_procedure)
    return next(duty.deadline.at.date() for duty in case.owed if duty.task == "meeting" and duty.deadline)  # type: ignore[union-attr]


def test_a_new_bank_holiday_dates_open_cases_again_and_tells_those_who_had_the_old_date(house: House) -> None:
    reference = house.notify().reference
    date_anew(house.service)
    assert due(house, reference) == date(2026, 12, 2)
    later = with_a_holiday(house)
    date_anew(later.service)
    assert due(later, reference) == date(2026, 12, 3)
    assert later.last(HEALTH, "the dates have changed")
    assert later.events(reference)[-1] == "CalendarChanged" and later.audit_faults() == []
    versions = len(later.events(reference))
    date_anew(later.service)
    assert len(later.events(reference)) == versions


def test_a_calendar_that_has_not_changed_touches_no_case(house: House) -> None:
    reference = house.notify().reference
    date_anew(house.service)
    date_anew(house.service)
    assert "CalendarChanged" not in house.events(reference)


def test_a_case_that_fails_holds_up_no_other_and_is_dated_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = house.notify().reference, house.notify().reference
    date_anew(house.service)
    later, failing, real = with_a_holiday(house), house.case(first).id, waking.handle

    def handle(service, event, case_id, source) -> Handled | None:  # type: ignore[no-untyped-def]
        if case_id == failing:
            raise ArithmeticError
        return real(service, event, case_id, source)

    monkeypatch.setattr(waking, "handle", handle)
    date_anew(later.service)
    assert (due(later, first), due(later, second)) == (date(2026, 12, 2), date(2026, 12, 3))
    monkeypatch.undo()
    date_anew(later.service)
    assert due(later, first) == date(2026, 12, 3)


def test_of_several_duties_at_one_moment_the_one_mail_says_what_is_gravest(house: House) -> None:
    """At Liverpool's stage 3 one person owes a talk, which is looked at every three days, and an outcome by a date."""
    house.notify(partnership="liverpool", **IN_LIVERPOOL)
    house.turn(days=14)
    told = [str(mail["Subject"]).partition(": ")[2] for mail in house.to("flint.balustrade@cobalt-street.example")]
    assert told[-1] == "reply by Thu 10 December" and "where does this stand?" not in told
