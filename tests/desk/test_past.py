"""The lists over the years: what is over and done with is not read with the rest, and found where it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import text

from service.bootstrap import stored_procedure
from service.desk.looking import looking
from service.escalation.case import State
from service.escalation.duty import Standing
from service.store import cases, migrate
from service.store.cases import Change
from service.store.migrations import configured
from tests.conftest import database_kind
from tests.desk.sitting import Sitting
from tests.desk.test_lists import column
from tests.desk.test_second import OTHER
from tests.intake.house import House

__all__ = ["database_kind"]  # each kind, for the lists are what the database is asked most about

LISTED = "reference, unfinished, restricted, last_stages, raised_by, asked, about"


def closed_before(house: House, reference: str, many: int) -> list[str]:
    """As many cases like that one which are closed, and of which nothing is owed; their references."""
    group = uuid4().hex[:4].upper()
    names = [f"SEF-{group}-{number:03d}0" for number in range(many)]
    with house.service.sessions.begin() as session:
        like = cases.seen(session, cases.id_of(session, reference), stored_procedure)
        ended = like.visits[-1]
        like = like.but(
            state=State.CLOSED, visits=(replace(ended, ended=like.moments["receipt"], outcome="resolved"),),
            duties=tuple(replace(duty, standing=Standing.DONE) for duty in like.duties),
        )  # fmt: skip
        for name in names:
            its, at = Change("Closed", "nobody", uuid4().hex), like.moments["receipt"]
            cases.add(session, uuid4().hex, like.but(reference=name), its, at)
    return names


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The procedure of each case that a look reads whole, as it is read."""
    found: list[str] = []

    def reading(key: str, files: str) -> object:
        found.append(key)
        return stored_procedure(key, files)

    monkeypatch.setattr(looking, "stored_procedure", reading)
    return found


LISTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("/inbox", lambda text: "Posts that nobody holds" in text),
    ("/cases", lambda text: "2 cases that are open or to be closed, soonest first" in text),
    ("/board", lambda text: "The managers talk, then meet (2)" in text),
    ("/cases?state=over", lambda text: "60 ended cases, newest contact first, 1 to 50" in text),
    ("/cases?state=all&page=2", lambda text: "62 cases, soonest first, 51 to 62" in text),
)  # fmt: skip


def test_no_list_reads_a_case_that_is_over_and_of_which_nothing_is_owed(
    house: House, pearl: Sitting, read: list[str]
) -> None:
    first = house.notify().reference
    house.notify(child_name="Oriel Sandbar")
    closed_before(house, first, 60)
    pearl.open("/directory")  # what is counted is known for half a minute
    for path, is_shown in LISTS:
        read.clear()
        pearl.open(path)
        assert is_shown(pearl.text), (path, pearl.text)
        assert len(read) == 2, path
    house.pass_time(seconds=31)
    read.clear()
    pearl.open(f"/cases/{first}")
    assert len(read) == 1 + 2  # itself, and what is counted


def test_what_is_over_is_sorted_and_narrowed_and_turned_over_like_the_rest(house: House, pearl: Sitting) -> None:
    names = closed_before(house, house.notify().reference, 60)
    pearl.open("/cases?state=over&sort=reference")
    assert column(pearl, 1) == names[:50]
    shown = " ".join(pearl.page.xpath("//tbody/tr[1]")[0].text_content().split())
    for words in ("Marram Primary School", "Dunelands Community Health Trust", "Threshold", "Stage 2", "Closed"):
        assert words.casefold() in shown.casefold(), (words, shown)
    (on,) = pearl.page.xpath("//nav//a[@rel='next']/@href")
    pearl.open(on.removeprefix("/sefton/desk"))
    assert column(pearl, 1) == names[50:]
    assert pearl.page.xpath("//th[@aria-sort='ascending']//a/text()")[0].strip() == "Reference"
    pearl.open("/cases?state=over&agency=Northshore+Police")
    assert "0 ended cases" in pearl.text


def test_one_that_is_over_stays_with_the_rest_as_long_as_something_is_owed(
    house: House, pearl: Sitting, read: list[str]
) -> None:
    reference = house.notify().reference
    pearl.do(reference, "withdraw", why="The school asked for it.")
    owed = house.facts(reference)["owed"]
    read.clear()
    pearl.open("/cases?state=over")
    assert [one.split()[0] for one in column(pearl, 1)] == [reference]
    assert len(read) == bool(owed), owed


def test_one_that_is_over_and_restricted_is_told_of_to_nobody_else(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    (name,) = closed_before(house, reference, 1)
    pearl.do(name, "restrict", choice=house.holder(OTHER), why="She is married to the school's lead.")
    pearl.open("/cases?state=over")
    assert column(pearl, 1) == ["Restricted"] and name not in pearl.text
    assert "Marram" not in " ".join(column(pearl, 2))
    pearl.open("/cases?state=over&agency=Marram+Primary+School")
    assert column(pearl, 1) == []


def test_the_rows_of_an_older_database_are_filled_with_what_lists_need(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    house.notify(child_name="Oriel Sandbar", their_agency="Northshore Police")
    closed_before(house, reference, 2)
    pearl.do(reference, "restrict", choice=house.holder(OTHER), why="She is married to the school's lead.")

    def rows() -> list[tuple[object, ...]]:
        with house.service.sessions.begin() as session:
            return sorted(tuple(row) for row in session.execute(text(f"SELECT {LISTED} FROM cases")))

    before = rows()
    assert {(row[1], row[2]) for row in before} == {(True, True), (True, False), (False, False)}
    with house.service.engine.begin() as connection:
        command.downgrade(configured(connection), "0011")
    migrate(house.service.engine)
    assert rows() == before
