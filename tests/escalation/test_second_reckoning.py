"""Every date that `parley simulate` prints, against a reckoning that knows nothing of it."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.escalation.second_reckoning import LONDON, PROCEDURES, asked_for, bank_holidays, reckoned

GOLDEN = json.loads(Path(__file__).with_name("deadlines-golden.json").read_text())

PROCLAIMED = {
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}

# Days around which counting goes wrong, each tried just before and at closing, and on both sides of midnight.
EDGES = {
    "Boxing Day on a Saturday": "2026-12-21 2026-12-24 2026-12-25 2026-12-27 2026-12-28 2026-12-31 2027-01-01",
    "Christmas Day and Boxing Day on a weekend": "2027-12-23 2027-12-24 2027-12-25 2027-12-27 2027-12-28",
    "New Year on a Saturday": "2027-12-31 2028-01-01 2028-01-03",
    "Easter": "2026-04-01 2026-04-02 2026-04-03 2026-04-05 2026-04-06 2028-04-13 2028-04-17",
    "the clocks go forward": "2026-03-27 2026-03-28 2026-03-29 2028-03-25 2028-03-26",
    "the clocks go forward on Easter Sunday": "2027-03-25 2027-03-27 2027-03-28 2027-03-29",
    "the clocks go back": "2026-10-23 2026-10-24 2026-10-25 2027-10-30 2027-10-31 2028-10-28 2028-10-29",
    "leap day, and the days without one": "2028-02-28 2028-02-29 2028-03-01 2027-02-28",
    "May and August": "2026-05-01 2026-05-22 2027-05-28 2028-05-01 2026-08-28 2026-08-31",
}
TIMES = ("00:00", "16:59", "17:00", "23:59")
INSTANTS = (
    "2026-10-25T01:30+01:00",  # the hour that comes twice
    "2026-10-25T01:30+00:00",
    "2026-03-29T00:59+00:00",
    "2026-03-29T02:00+01:00",
    "2026-12-24T16:59:59",
    "2026-06-01",
    "2026-06-30T23:30Z",  # in London the day after
    "2026-07-03T12:00-05:00",
)


def drawn(how_many: int) -> list[str]:
    """Any minute from 2026 on whose case ends before the known bank holidays do."""
    draw = random.Random(65)
    first, minutes = datetime(2026, 1, 1, tzinfo=UTC), int(timedelta(days=1050).total_seconds()) // 60
    return [(first + timedelta(minutes=draw.randrange(minutes))).isoformat() for _ in range(how_many)]


PICKED = [f"{day}T{at}" for days in EDGES.values() for day in days.split() for at in TIMES]


def moment(written: str) -> datetime:
    """As somebody who types it means it: London's time unless it says another, nine o'clock if it names only a day."""
    at = datetime.fromisoformat(written if "T" in written else f"{written}T09:00")
    return at if at.tzinfo else at.replace(tzinfo=LONDON)


ALREADY_WORKED = {moment(worked["from"]) for worked in GOLDEN}
MOMENTS = [written for written in (*PICKED, *INSTANTS, *drawn(120)) if moment(written) not in ALREADY_WORKED]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_both_reckonings_come_to_the_same_dates(parley, tmp_path, procedure):
    toss = random.Random(17)
    cases = [{"procedure": procedure, "from": written, "urgent": toss.random() < 0.5} for written in MOMENTS]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    code, out, _ = parley("simulate", "--cases", tmp_path / "cases.json", "--json")
    expected = [{**case, "deadlines": reckoned(procedure, moment(case["from"]), case["urgent"])} for case in cases]
    assert code == 0
    assert json.loads(out) == expected


@pytest.mark.parametrize("written", ["2026-12-24T17:00", "2026-12-24T16:59", "2027-03-27T23:30+00:00", "2026-06-01"])
def test_people_are_asked_for_the_last_working_moment_before_a_date(parley, written):
    told = json.loads(parley("simulate", "liverpool", "--from", written, "--json")[1])["owed"]
    asked = {(line["stage"], line["what"]): line["ask"] for line in told if line["due"]}
    due = {(stage, what): at for stage, what, at in PROCEDURES["liverpool"](moment(written), False)}
    opened = {("4", "recommend"): due["3", "conclude"]}
    assert asked == {one: asked_for(at, opened.get(one, moment(written))).isoformat() for one, at in due.items()}


def test_the_second_reckoning_comes_to_the_worked_dates_too():
    for worked in GOLDEN:
        again = reckoned(worked["procedure"], moment(worked["from"]), worked["urgent"])
        assert again == worked["deadlines"], (worked["procedure"], worked["from"])


@pytest.mark.parametrize("year", PROCLAIMED)
def test_the_rules_for_bank_holidays_give_the_days_that_were_proclaimed(year):
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in PROCLAIMED[year].split()}


def test_the_moments_are_at_least_two_hundred_and_fifty():
    assert len({moment(written) for written in MOMENTS}) >= 250
