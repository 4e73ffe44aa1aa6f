"""parley classify says what a mail is, what it asks for, and what would become of it; and nothing comes of it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from forms import Answers
from tests.intake.house import COORDINATOR, HEALTH, House, mail, reply
from tests.intake.test_enclosed import LOCKED, with_form
from tests.intake.test_form_mails import answers, as_word, with_file


@pytest.fixture
def database_kind() -> str:
    """One database is enough: nothing is written."""
    return "sqlite"


def classified(parley, tmp_path: Path, raw: bytes) -> dict[str, Any]:
    (tmp_path / "message.eml").write_bytes(raw)
    code, said, _ = parley("classify", tmp_path / "message.eml")
    assert code == 0
    found: dict[str, Any] = json.loads(said)
    return found


def test_a_reply_of_the_person_whom_we_wrote_to_would_take_effect(house: House, parley, tmp_path):
    house.notify()
    asked = reply(house.last(HEALTH, "reply by"), "MORE TIME until 4 December, the nurse is away.")
    before = house.dump()
    found = classified(parley, tmp_path, asked)
    assert (found["kind"], found["act"], found["takes_effect"], found["outcome"]) == ("reply", "more_time", True, "act")
    assert found["act_details"] == {"date": "2026-12-04", "reason": "the nurse is away", "risk": False}
    assert house.dump() == before


@pytest.mark.parametrize(
    ("proof", "sender", "outcome"),
    [("fail", "", "hold"), ("none", "", "link"), ("pass", "somebody@x.example", "link")],
)
def test_what_is_less_sure_would_not_and_it_says_why(house: House, parley, tmp_path, proof, sender, outcome):
    house.notify()
    asked = reply(house.last(HEALTH, "reply by"), "RESOLVED", sender=sender, proof=proof)
    found = classified(parley, tmp_path, asked)
    assert (found["takes_effect"], found["outcome"]) == (False, outcome)
    assert found["because"].endswith(".")


def test_a_form_beside_a_reply_is_foreseen_too(house: House, parley, tmp_path):
    house.notify()
    asked = house.last(HEALTH, "reply by")
    for content, says in ((as_word(house, answers(house)), "is read beside it."), (LOCKED, "not be opened: password.")):
        found = classified(parley, tmp_path, with_form(asked, "MORE TIME until 4 December", content))
        assert found["takes_effect"] and found["because"].endswith(says)


@pytest.mark.parametrize(
    ("content", "takes_effect", "because"),
    [({}, True, "It brings a form, which is read as the page would be."),
     ({"area": "Leeds"}, False, "It is about a child in an area that is not served here."),
     (LOCKED, False, "A file could not be opened: password.")],
    ids=["ours", "of another area", "locked"],
)  # fmt: skip
def test_a_form_by_itself_is_foreseen_as_it_would_end(house: House, parley, tmp_path, content, takes_effect, because):
    given = dict(answers(house))
    brought = content if isinstance(content, bytes) else as_word(house, Answers("notification", given | content))
    found = classified(parley, tmp_path, with_file(brought))
    assert (found["takes_effect"], found["because"]) == (takes_effect, because)
    house.receive(with_file(brought))
    assert bool(house.all_cases()) is takes_effect


def test_a_stranger_s_mail_would_be_held(house: House, parley, tmp_path):
    found = classified(parley, tmp_path, mail("stranger@x.example", "Hello."))
    assert (found["kind"], found["outcome"]) == ("new", "hold")
    assert not house.to(COORDINATOR)


def test_a_mail_is_described_where_no_deployment_is_too(parley, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "KEY_FILE", "PARTNERSHIPS_FILE"):
        monkeypatch.delenv(f"PARLEY_{name}", raising=False)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"From: jo@x.example\n\nHello.")))
    code, said, _ = parley("classify")
    assert code == 0
    assert json.loads(said)["because"] == "No deployment is set up here to ask."
