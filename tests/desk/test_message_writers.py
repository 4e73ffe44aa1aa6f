"""A message that came in: who wrote it, by the directory; their own words; the call about it; and what was decided."""

from email.message import EmailMessage

import pytest

from service.store import directory
from tests.desk.sitting import Sitting
from tests.desk.test_message import COLLEAGUE, STRANGER
from tests.intake.house import HEALTH, TEACHER, House, mail, reply

QUOTED = "\n\nOn Wed, 25 Nov 2026 at 10:00, Sefton wrote:\n> Reply with one word.\n> The school disagrees."
AVERY = "Avery Curlew, Safeguarding Lead, Dunelands Community Health Trust"


@pytest.fixture
def asked(house: House) -> EmailMessage:
    house.notify()
    return house.last(HEALTH, "NOT RESOLVED")


def not_understood(house: House, pearl: Sitting, asked: EmailMessage) -> str:
    """The page to which the inbox leads once a second reply says nothing clear; the reference of its case."""
    for words in ("Perhaps.", f"Well, it depends.{QUOTED}"):
        house.pass_time(minutes=1)
        house.receive(reply(asked, words))
    pearl.open("/inbox")
    (link,) = pearl.page.xpath("//ol/li//h2/a[contains(., 'Reply not understood')]/@href")
    pearl.open(link.removeprefix("/sefton/desk"))
    return house.all_cases()[-1].reference


def test_what_was_not_understood_leads_to_its_own_words_with_whom_to_ring(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    not_understood(house, pearl, asked)
    assert f"Written by {AVERY}" in pearl.text
    ring = pearl.page.xpath("//dt[.='Ring them on']/following-sibling::dd//a/@href")
    assert len(ring) == 1 and ring[0] == directory_number(house)
    said, whole = (pearl.page.xpath(f"string({where})") for where in ("//div[@class='parley-message']", "//details"))
    assert "Well, it depends." in said and "Reply with one word." not in said
    assert "The whole message" in whole and "Reply with one word." in whole


def directory_number(house: House) -> str:
    with house.service.sessions.begin() as session:
        (one,) = [one for one in directory.read(session, "sefton").officers if one.email == HEALTH]
    return f"tel:{one.telephone.replace(' ', '')}"


def test_the_call_is_recorded_from_there_with_todays_date_and_leads_back(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    reference = not_understood(house, pearl, asked)
    here = pearl.answer.request.path
    (link,) = pearl.page.xpath("//main//a[.='Record the call']/@href")
    assert "duty=2." in link
    pearl.open(link.removeprefix("/sefton/desk"))
    back = "//a[contains(@class, 'govuk-back-link')]"
    day = [pearl.page.xpath(f"string(//input[@name='on-{part}']/@value)") for part in ("day", "month", "year")]
    assert day == ["25", "11", "2026"] and pearl.page.xpath(f"{back}/@href") == [here]
    pearl.send({"on-day": "25", "on-month": "11", "on-year": "2026"})
    assert pearl.faults() and pearl.page.xpath(f"{back}/@href") == [here]
    said = {"how": "telephone", "who": "Avery Curlew", "why": "She looks into it.", "choice": "seen r1"}
    pearl.send({"on-day": "25", "on-month": "11", "on-year": "2026"} | said)
    pearl.send({}, button="do")
    assert house.events(reference)[-1] == "Acknowledged"
    assert "Reply not understood" not in pearl.open("/inbox").text_content()


def test_the_table_names_who_wrote_and_for_whom_somebody_else_answered(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    reference = house.all_cases()[-1].reference
    house.receive(reply(asked, "Nobody here knows."))
    house.receive(reply(house.last(TEACHER), "I have one thing to add."))
    house.receive(reply(asked, "We will see.", sender=STRANGER))
    pearl.open(f"/cases/{reference}")
    lead = "the Safeguarding Lead, Dunelands Community Health Trust"
    for title in (f"From {lead}", "From the Class teacher, Marram Primary School"):
        assert len(pearl.page.xpath(f"//table//a[starts-with(., '{title}')]")) == 1
    assert "A message that came in" not in pearl.text


def test_what_came_from_another_address_says_for_whom_it_answers(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "We will see.", sender=STRANGER))
    pearl.open(f"/messages/{house.facts(house.all_cases()[-1].reference)['in'][-1]['id']}")
    assert f"It answers for {AVERY}. It came from another address than theirs" in pearl.text
    assert "Nobody needed to decide about it" in pearl.text


def test_whoever_the_directory_knows_is_named_and_who_accepted_it(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "SEEN", sender=COLLEAGUE))
    (one,) = house.held()
    pearl.open(f"/messages/{one.id}")
    assert "Written by Wren Sanderling, " in pearl.text and "Record the call" not in pearl.text
    pearl.send({"choice": "accept", "why": "I rang them; it is theirs."})
    assert "Pearl Lighthouse, coordinator, accepted it, as if whoever we wrote to had sent it, 10" in pearl.text


def test_what_was_dealt_with_says_by_whom_and_folds_the_rest_away(
    house: House, pearl: Sitting, asked: EmailMessage
) -> None:
    house.receive(mail(STRANGER, "Buy this"))
    (one,) = house.held()
    pearl.open(f"/messages/{one.id}")
    assert "What was decided" not in pearl.text and not pearl.page.xpath("//details//form")
    pearl.send({"choice": "refuse", "why": "An advertisement."})
    assert "Pearl Lighthouse, coordinator, refused it, 10" in pearl.text
    assert not pearl.page.xpath("//h2[.='Decide']") and len(pearl.page.xpath("//details[not(@open)]//form")) == 1
    pearl.send({"choice": "put-back"})
    assert pearl.faults() == ["Enter why you are putting it back"] and pearl.page.xpath("//details[@open]//form")
    pearl.send({"choice": "put-back", "why": "It was none."})
    assert house.end() == "held" and pearl.page.xpath("//h2[.='Decide']")
