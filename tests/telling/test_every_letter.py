"""Every mail is written with what the code hands it, nothing more: a value that a template lacks fails here."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import service.escalation
from service.escalation.effects import COORDINATOR, EVERYONE, ORIGINATOR, Mail, parties
from service.escalation.tasks import people
from service.mail.sending.templates import kinds
from service.telling.fields import NOTHING, values_for
from service.telling.recipients import recipients
from service.telling.wording import SERVICE_WORDS
from tests.intake.house import House
from tests.intake.writing import FROM_LIVERPOOL, errand_of, post

OWN = {
    "late": {"days": 3},
    "meeting": {"when": datetime(2026, 12, 7, 14, 0, tzinfo=UTC)},
    "log_asked": {"say": "July to September.", "ask": datetime(2026, 12, 15, 17, 0, tzinfo=UTC)},
    "different_procedure": {"say": "It is about somebody's conduct.", "to": "the designated officer"},
    **{kind: {"say": "Said."} for kind in ("review_child", "learning", "feedback_given", "on_file")},
}  # fmt: skip
CORE = Path(service.escalation.__file__).parent
OPENED = re.compile(r"(?:Owing\([\w.]+, |ask_coordinators\(\w+, [\w.\"]+, )\"([\w-]+)\"")


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize(
    ("answers", "given"), [({}, {}), (FROM_LIVERPOOL, OWN)], ids=["sefton, no values", "liverpool, its own values"]
)
def test_every_mail_can_be_written_to_each_kind_of_reader_with_what_the_code_hands_it(
    house: House, answers: dict[str, str], given: dict[str, dict[str, object]]
) -> None:
    reference = house.notify(partnership="liverpool" if answers else "sefton", **answers).reference
    with errand_of(house, reference) as errand:
        stage, duty = errand.case.stage, errand.case.owed[-1]
    assert stage
    across = parties(people(stage, "r1"), ("r1",))
    house.sent()
    mails = [
        Mail(kind, reader, stage=stage.key, duty=duty.id, values=given.get(kind, {}))  # type: ignore[arg-type]
        for kind in kinds()
        for reader in (ORIGINATOR, COORDINATOR, across)
    ]
    post(house, reference, *mails)
    assert len(house.sent()) >= len(mails) - 10  # but for those that had theirs already


def test_the_values_of_a_mail_are_those_that_the_tests_of_its_words_render_it_with(house: House) -> None:
    reference = house.notify().reference
    with errand_of(house, reference) as errand:
        mail = Mail("told", EVERYONE, stage="2")
        for reader in recipients(errand, mail).holders:
            assert values_for(errand, mail, reader, "").keys() == NOTHING.keys()


def test_no_event_gives_a_mail_a_value_that_no_template_can_name() -> None:
    assert {name for values in OWN.values() for name in values} <= NOTHING.keys()


def test_every_duty_that_the_core_opens_of_itself_has_its_words() -> None:
    opened = {name for path in CORE.glob("*.py") for name in OPENED.findall(path.read_text("utf-8"))}
    assert {"conclude", "feedback", "close"} <= opened <= SERVICE_WORDS.keys()
