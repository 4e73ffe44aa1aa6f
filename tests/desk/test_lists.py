"""The inbox, the table and the board: what stands on them, in which order, and what leads on."""

import pytest

from service.store import audit, outbox
from tests.conftest import database_kind
from tests.desk.sitting import Sitting
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, mail, reply

__all__ = ["database_kind"]  # each kind, for the lists are what the database is asked most about

ELSEWHERE = "skipper.lugworm@elsewhere.example"
STRANGER = "mary.tern@away.example"


def rows(sitting: Sitting) -> list[tuple[str, str]]:
    """The rows of the inbox: what each is called, and the page that it leads to."""
    links = sitting.open("/inbox").xpath("//ol/li//h2/a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_an_empty_desk_says_so(pearl: Sitting) -> None:
    pearl.open("/inbox")
    assert "The directory".casefold() in pearl.text.casefold()  # Sefton's demo has one post that nobody holds
    pearl.open("/cases")
    assert "0 cases that are open or to be closed, soonest first" in pearl.text and "No case fits" in pearl.text


def test_the_inbox_gathers_what_needs_a_person_the_oldest_first(house: House, pearl: Sitting) -> None:
    checked = house.notify(your_email=ELSEWHERE)
    house.pass_time(minutes=1)
    risky = house.notify(risk="yes", child_name="Oriel Sandbar")
    house.pass_time(minutes=1)
    asked = house.notify(child_name="Otter Quay")
    house.receive(reply(house.last(HEALTH, asked.reference), "MORE TIME until 4 December. We need it."))
    house.receive(reply(house.last(SCHOOL, asked.reference), "NOT RESOLVED. They will not visit.", proof=""))
    house.pass_time(minutes=1)
    house.receive(mail(STRANGER, "Hello. How are you?", In_Reply_To="<a@b.example>"))
    expected = [
        ("New, to be checked", f"/sefton/desk/cases/{checked.reference}/do/release"),
        ("Immediate risk", f"/sefton/desk/cases/{risky.reference}/do/take-up"),
        ("Request for more time", f"/sefton/desk/cases/{asked.reference}/do/date"),
        ("Escalation to confirm", f"/sefton/desk/cases/{asked.reference}/do/move"),
        ("May be a risk or a new concern", f"/sefton/desk/messages/{house.held()[0].id}"),
        ("Posts that nobody holds", "/sefton/desk/posts"),
    ]
    found = rows(pearl)
    assert [(title.partition(":")[0], href.partition("?")[0]) for title, href in found] == expected
    for _, href in found:
        pearl.open(href.removeprefix("/sefton/desk"))


def test_what_is_late_is_one_row_a_case(house: House, pearl: Sitting) -> None:
    case = house.notify()
    assert not [title for title, _ in rows(pearl) if title.startswith("Overdue")]
    house.turn(days=9)
    late = [title for title, _ in rows(pearl) if title.startswith("Overdue")]
    assert late == [f"Overdue: {case.reference}"]
    assert "Convene a meeting" in pearl.text and "Dunelands" in pearl.text


def test_a_message_that_came_back_waits_until_a_coordinator_acts_on_the_case(house: House, pearl: Sitting) -> None:
    case = house.notify()
    house.sent()
    sent = next(one for one in house.mails_of(case.reference) if one.kind == "routed")
    with house.service.sessions.begin() as session:
        outbox.mark_bounced(session, sent.id, house.service.clock.now(), "There is no such address.")
    assert f"Not delivered: {case.reference}" in [title for title, _ in rows(pearl)]
    assert "There is no such address." in pearl.text
    pearl.do(case.reference, "call", on="25 11 2026", how="telephone", who="Avery", why="They have moved.",
             choice="noted")  # fmt: skip
    assert f"Not delivered: {case.reference}" not in [title for title, _ in rows(pearl)]


def test_the_inbox_is_narrowed_to_one_kind_by_its_address(house: House, pearl: Sitting) -> None:
    house.notify(your_email=ELSEWHERE)
    house.notify(risk="yes", child_name="Oriel Sandbar")
    page = pearl.open("/inbox?kind=new")
    assert [one.text_content().partition(":")[0] for one in page.xpath("//ol/li//h2/a")] == ["New, to be checked"]
    assert page.xpath("//select/option[@selected]/@value") == ["new"]
    assert len(pearl.open("/inbox?kind=nonsense").xpath("//ol/li")) == 3


def column(sitting: Sitting, number: int) -> list[str]:
    found = sitting.page.xpath(f"//tbody/tr/*[{number}]")
    return [" ".join(one.text_content().split()) for one in found]


def test_the_table_is_sorted_and_narrowed_by_its_address(house: House, pearl: Sitting) -> None:
    first = house.notify()
    house.turn(days=2)
    second = house.notify(their_agency="Northshore Police", type="drift")
    pearl.open("/cases")
    assert "2 cases that are open or to be closed, soonest first" in pearl.text
    assert [one.split()[0] for one in column(pearl, 1)] == [first.reference, second.reference]
    assert pearl.page.xpath("//th[@aria-sort='ascending']//text()")[1].strip() == "Reply by"
    (down,) = pearl.page.xpath("//th[@aria-sort]/a/@href")
    pearl.open(down.removeprefix("/sefton/desk"))
    assert [one.split()[0] for one in column(pearl, 1)] == [second.reference, first.reference]
    assert pearl.page.xpath("//th/@aria-sort") == ["descending"]
    pearl.open("/cases?sort=asked&agency=Northshore+Police")
    assert [one.split()[0] for one in column(pearl, 1)] == [second.reference]
    assert "1 case that is open or to be closed, by asked to respond" in pearl.text
    pearl.open("/cases?category=Delay+or+drift&sort=id;drop table&order=x&state=over")
    assert column(pearl, 1) == []


def test_the_board_has_a_column_for_each_stage_and_moves_a_case_by_a_link(house: House, pearl: Sitting) -> None:
    case = house.notify()
    page = pearl.open("/board")
    headings = [" ".join(one.text_content().split()) for one in page.xpath("//section/h2")]
    assert headings[0] == "Being checked (0)" and headings[2] == "Stage 2: The managers talk, then meet (1)"
    assert page.xpath("//*[@draggable]") == []
    (move,) = page.xpath("//a[starts-with(., 'Move')]")
    assert move.text_content() == f"Move {case.reference}"
    pearl.open(move.get("href").removeprefix("/sefton/desk"))
    assert "Move to another stage" in pearl.text


def test_no_list_names_a_child(house: House, pearl: Sitting) -> None:
    house.notify()
    house.receive(mail(STRANGER, f"About {CHILD}."))
    for path in ("/inbox", "/cases", "/board", "/posts"):
        pearl.open(path)
        assert "Zebedee" not in pearl.answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "action"),
    [("/inbox", "looked at the inbox"), ("/cases", "looked at the list of cases"),
     ("/board", "looked at the list of cases")],
)  # fmt: skip
def test_a_list_is_one_entry_of_the_audit(house: House, pearl: Sitting, path: str, action: str) -> None:
    house.notify()
    before = entries(house)
    pearl.open(path)
    assert entries(house)[len(before):] == [(house.holder(COORDINATOR), action)]
    assert not house.audit_faults()


def entries(house: House) -> list[tuple[str, str]]:
    with house.service.sessions.begin() as session:
        return [(one.actor, one.action) for one in audit.entries(session, "partnership:sefton")]


def links(pearl: Sitting) -> list[str]:
    """The names of the parts of the desk, as they are read out."""
    found = pearl.page.xpath("//nav[contains(@class, 'service-navigation')]//a")
    return [" ".join(one.text_content().split()) for one in found]


def test_the_names_of_the_lists_say_how_much_waits_and_how_much_is_late(house: House, pearl: Sitting) -> None:
    house.notify(your_email=ELSEWHERE)
    pearl.open("/inbox")
    many = len(pearl.page.xpath("//ol/li"))
    assert links(pearl)[:2] == [f"Inbox ({many} things need somebody)", "Cases"]
    late = house.notify(child_name="Oriel Sandbar").reference
    house.turn(days=9)
    pearl.open("/directory")
    assert links(pearl)[1] == "Cases"  # half a minute old at most
    house.pass_time(seconds=31)
    pearl.open(f"/cases/{late}")
    assert links(pearl)[1] == "Cases (1 late)"


def test_a_reply_that_nobody_understands_waits_until_a_coordinator_has_rung(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    for words in ("Perhaps.", "Well, it depends."):
        house.pass_time(minutes=1)
        house.receive(reply(house.last(HEALTH, reference), words))
    (_, newest) = house.facts(reference)["in"]
    assert (f"Reply not understood: {reference}", f"/sefton/desk/messages/{newest['id']}") in rows(pearl)
    house.pass_time(minutes=1)
    pearl.do(reference, "call", on="25 11 2026", how="telephone", who="Avery", why="She looks.", choice="seen r1")
    assert not [title for title, _ in rows(pearl) if title.startswith("Reply not understood")]
