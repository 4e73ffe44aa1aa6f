"""What stands whatever comes: the chain of the audit, the child's name in no clear place, one fault stopping nobody."""

import logging

import pytest

from forms import Answers
from service.errors import Conflict
from service.intake.by_clock import waking
from service.intake.by_mail import mails
from service.intake.by_mail.mails import read_one
from service.intake.by_page.pages import act_on_waiting, keep
from service.mail.sending.smtp import Outcome, Post
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, TEACHER, House, mail, reply
from tests.intake.test_bad_mail import FORM, form
from workers.deliver import Deliverer


def outcome(reference: str, address: str, risk: str = "no change") -> Answers:
    return Answers("stage_outcome", {"reference": reference, "your_email": address, "risk": risk})


def test_the_childs_name_is_in_no_clear_place_and_the_audit_stands(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN. Zebedee Quill was seen."))
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\r\nZebedee Quill was not visited."))
    house.receive(mail("mary.tern@away.example", "About Zebedee Quill", proof="none", subject="Zebedee Quill"))
    house.receive(form(*FORM))
    house.pages.submit_outcome("sefton", "outcome-1", outcome(reference, HEALTH))
    house.turn(days=20)
    house.sent()
    everywhere = "\n".join([*map(str, house.dump().values()), caplog.text, *(m.as_string() for m in house.out)])
    assert "Zebedee" not in everywhere and "Quill" not in everywhere
    assert any("Z.Q." in m.get_content() for m in house.out)
    assert house.audit_faults() == []


def test_one_case_that_fails_holds_up_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = house.notify().reference, house.notify().reference
    failing, real = house.case(first).id, waking.apply

    def apply(service, session, event, case_id, source):  # type: ignore[no-untyped-def]
        if case_id == failing:
            raise ArithmeticError
        return real(service, session, event, case_id, source)

    monkeypatch.setattr(waking, "apply", apply)
    house.pass_time(days=9)
    put_off: set[str] = set()
    while waking.remind_one(house.service, put_off):
        pass
    assert put_off == {failing}
    assert "TimePassed" in house.events(second) and "TimePassed" not in house.events(first)
    monkeypatch.undo()
    assert "ArithmeticError" in caplog.text


def test_somebody_elses_change_in_the_meantime_is_read_again_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = mails.hold, []

    def hold(*words, **more):  # type: ignore[no-untyped-def]
        times.append(1)
        if len(times) == 1:
            raise Conflict("Somebody else changed this case in the meantime.")
        real(*words, **more)

    monkeypatch.setattr(mails, "hold", hold)
    house.receive(mail("mary.tern@away.example", "Hello", proof="none"))
    assert house.end() == "held" and len(times) == 2


def test_a_mail_that_cannot_be_read_is_held_in_the_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def sift(mail, known):  # type: ignore[no-untyped-def]
        raise ArithmeticError

    monkeypatch.setattr(mails, "sift", sift)
    with pytest.raises(ArithmeticError):
        house.receive(mail("mary.tern@away.example", "Hello", proof="none"))
    for _ in range(2):
        house.pass_time(seconds=301)
        with pytest.raises(ArithmeticError):
            read_one(house.service)
    house.pass_time(seconds=301)
    assert read_one(house.service)
    assert house.ends() == [("held", "It could not be read, 3 times.")]
    assert house.last(COORDINATOR, "to check")


def test_a_mail_refused_for_good_asks_the_deputy(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(post: Post, mail_from: str, rcpt_to: str, mime: bytes) -> Outcome:
        refused = rcpt_to == HEALTH
        return Outcome("refused_perm" if refused else "accepted", 550 if refused else 250, "", "rcpt")

    house.notify()
    monkeypatch.setattr(Post, "send", send)
    Deliverer(house.service).drain()
    rows = "\n".join(house.dump()["outbox"])
    assert "not_delivered" in rows and "covering" in rows
    assert HEALTH_DEPUTY not in rows  # addresses are sealed with the mail


def test_a_mail_given_up_after_its_repeats_tells_a_person(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Post, "send", lambda *words: Outcome("unknown", 0, "", "dot"))
    house.notify()
    worker = Deliverer(house.service)
    for _ in range(5):
        worker.drain()
        house.pass_time(hours=1)
    assert "not_delivered" in "\n".join(house.dump()["outbox"])


def test_an_outcome_from_a_person_of_the_case_is_answered_with_one_link(house: House) -> None:
    reference = house.notify().reference
    for _ in range(2):
        house.pages.submit_outcome("sefton", "outcome-1", outcome(reference, HEALTH))
    assert house.events(reference) == ["Notified", "ToldMore"]
    assert len(house.to(HEALTH, "/r/")) == 2  # with the one of the mail that routed it


def test_an_outcome_from_anybody_else_is_for_the_coordinator_and_answered_alike(house: House) -> None:
    reference = house.notify().reference
    known = house.pages.submit_outcome("sefton", "outcome-1", outcome(reference, HEALTH))
    unknown = house.pages.submit_outcome("sefton", "outcome-2", outcome(reference, "mary.tern@away.example"))
    nowhere = house.pages.submit_outcome("sefton", "outcome-3", outcome("SEF-0000-0000", HEALTH))
    assert known == unknown
    assert nowhere.reference == "SEF-0000-0000"
    assert not house.to("mary.tern@away.example")
    assert len(house.to(COORDINATOR, "to check")) == 2


def test_an_outcome_that_speaks_of_immediate_risk_alerts_whoever_wrote_it(house: House) -> None:
    reference = house.notify().reference
    house.pages.submit_outcome("sefton", "outcome-1", outcome(reference, "mary.tern@away.example", "immediate"))
    assert house.case(reference).urgent
    assert house.events(reference)[-1] == "RiskStated"


def test_a_report_is_kept_like_an_outcome_and_answered_with_a_link(house: House) -> None:
    reference = house.notify().reference
    said = {"reference": reference, "your_email": HEALTH, "child_name": "Zebedee Quill", "details": "It is settled."}
    receipt = house.pages.submit_report("sefton", "report-1", Answers("resolution_report", said))
    assert receipt.reference == reference
    assert house.events(reference)[-1] == "ToldMore"
    assert len(house.to(HEALTH, "/r/")) == 2


def test_a_report_of_no_case_that_we_know_is_for_the_coordinator(house: House) -> None:
    said = {"reference": "SEF-0000-0000", "your_email": HEALTH}
    house.pages.submit_report("sefton", "report-1", Answers("resolution_report", said))
    assert house.last(COORDINATOR, "A report names no case that we know")


def test_forms_whose_process_died_are_acted_on_later(house: House) -> None:
    reference = house.notify().reference
    keep(house.service, "sefton", "left-lying", outcome(reference, HEALTH))
    assert act_on_waiting(house.service)
    assert not act_on_waiting(house.service)
    assert house.events(reference)[-1] == "ToldMore"


def test_nothing_needs_redis(house: House) -> None:
    assert house.service.bell.ring() is False
    assert house.notify().reference in house.last(TEACHER)["Subject"]
