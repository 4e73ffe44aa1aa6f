"""What holds for every page there is holds for the desk's pages too, in each of their states."""

import pytest
from lxml import html

from service.store import directory, entries
from service.store.entries import Asked
from tests.desk.added import with_a_document
from tests.desk.sitting import Sitting
from tests.intake.house import HEALTH, SCHOOL, House, mail, reply
from tests.web import test_every_page as every_page
from tests.web.seen import controls, title

RULES = (
    every_page.test_every_page_has_one_heading_which_its_title_repeats,
    every_page.test_every_page_says_its_language_and_lets_people_skip_to_its_content,
    every_page.test_ids_are_unique_and_what_refers_to_one_finds_it,
    every_page.test_every_control_has_a_label_and_a_message_of_ours_instead_of_the_browsers,
    every_page.test_every_group_of_answers_has_a_legend,
    every_page.test_headings_never_skip_a_level,
    every_page.test_no_style_and_no_script_stands_in_a_page,
    every_page.test_no_page_says_that_it_is_of_gov_uk,
    every_page.test_no_page_that_people_answer_says_please_invalid_or_required,
)
ACTS = (
    "call", "move", "done", "name", "meeting", "date", "close", "withdraw", "reopen", "release", "refuse", "take-up",
    "feedback", "unsettle", "lower", "second", "recall", "restrict", "redirect", "check-again",
)  # fmt: skip


def pages_of(house: House, pearl: Sitting) -> list[object]:
    """Every page as it opens, with all that can be wrong, and foreseen."""
    case = house.notify(child_name="Canary Meadow").reference
    house.receive(reply(house.last(HEALTH, case), "MORE TIME until 4 December. We need it."))
    house.receive(reply(house.last(SCHOOL, case), "NOT RESOLVED. They will not visit.", proof=""))
    house.receive(mail("mary.tern@away.example", f"About Canary Meadow, {case}", subject="Canary Meadow"))
    (held,) = house.held()
    found = []
    lists = ("/inbox", "/posts", "/cases", "/board", "/add")
    early = with_a_document(house, stage="1")
    of_the_case = [f"/cases/{case}", f"/cases/{case}/written", f"/cases/{case}/write"]
    of_the_case += [f"/cases/{case}/do/{act}" for act in ACTS]
    for path in (*lists, *of_the_case, f"/cases/{early}", f"/cases/{early}/documents/1", f"/messages/{held.id}"):
        pearl.open(path)
        found.append(pearl.answer)
        for form in range(len(pearl.page.xpath("//main//form[@method='post']"))):
            opened = pearl.answer
            found.append(pearl.send({"why": "x " * 3000} if path.endswith("written") else {}, form))
            pearl.answer = opened
    found += pages_of_a_correction(pearl, case)
    found += pages_of_two_cases(house, pearl, case)
    pearl.open(f"/cases/{case}/do/move")
    found.append(pearl.send({"choice": "3", "why": "Both asked for it."}))
    return found + pages_of_the_directory(house, pearl)


def pages_of_a_correction(pearl: Sitting, case: str) -> list[object]:
    """What can be corrected, an entry with all that can be wrong and foreseen, and what it said before."""
    links = pearl.open(f"/cases/{case}/correct").xpath("//main//li//a/@href")
    found = [pearl.answer]
    for path, given in (
        (links[-1].removeprefix("/sefton/desk"), {"choice": "decision", "how": "remove", "why": "It is wrong."}),
        (f"/cases/{case}/corrected", {"why": "To see it."}),
    ):
        pearl.open(path)
        opened = pearl.answer
        found += [opened, pearl.send({})]
        pearl.answer = opened
        found.append(pearl.send(given))
    return found


def pages_of_two_cases(house: House, pearl: Sitting, case: str) -> list[object]:
    """Which case may be the same, both side by side, foreseen; and one that is merged no more."""
    other = house.notify(child_name="Canary Meadow").reference
    found = []
    for path in (f"/cases/{case}/same", f"/cases/{case}/part"):
        pearl.open(path)
        found.append(pearl.answer)
    pearl.open(f"/cases/{case}/same/{other}")
    opened = pearl.answer
    found += [opened, pearl.send({})]
    pearl.answer = opened
    found.append(pearl.send({"choice": "into this", "why": "It came twice."}))
    return found


def pages_of_the_directory(house: House, pearl: Sitting) -> list[object]:
    """The same; a page whose button would act is not pressed."""
    with house.service.sessions.begin() as session:
        officer = next(one for one in directory.read(session, "sefton").officers if one.email == SCHOOL)
    agency, its = f"/directory/agencies/{officer.agency_id}", f"/directory/officers/{officer.id}"
    log = f"/returns/{officer.agency_id}/log"
    asked = (log, "/directory/new", "/directory/import", f"{agency}/add", its, f"{its}/away", f"{agency}/change")
    found = []
    wanted(house, officer.id)
    shown = ("/directory", "/returns", "/returns/ask", "/directory/away?words=rowan", "/directory/changes")
    for path in (*shown, agency, f"{its}/off", *asked):
        pearl.open(path)
        found.append(pearl.answer)
        if path in asked:
            blank = dict.fromkeys(controls(pearl.answer), "")
            found.append(pearl.send(blank))
    return found


def wanted(house: House, officer: str) -> None:
    """Somebody asks for a change of that officer's entry."""
    at, values = house.service.clock.now(), {"deputy_name": "Sea Holly", "deputy_email": "sea@marram-primary.example"}
    with house.service.sessions.begin() as session:
        entries.ask(session, Asked(officer, "sefton", f"officer:{officer}", at, values, "She has joined us."))


@pytest.fixture
def pages(house: House, pearl: Sitting) -> list[object]:
    found = pages_of(house, pearl)
    assert len({title(page) for page in found}) > 15
    return found


def test_the_rules_of_every_page_are_held(pages: list[object]) -> None:
    for rule in RULES:
        rule(pages)


def test_no_title_and_no_address_names_a_child(pages: list[object]) -> None:
    for page in pages:
        assert "Canary" not in title(page) + page.request.url  # type: ignore[attr-defined]
        links = html.fromstring(page.get_data(as_text=True)).xpath("//@href | //@action")  # type: ignore[attr-defined]
        assert "Canary" not in " ".join(links)
