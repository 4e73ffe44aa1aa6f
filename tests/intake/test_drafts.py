"""What is typed on the pages is kept as it is given, survives whatever ends, and is gone when it should be."""

import re
from threading import Thread

import pytest
from sqlalchemy import text

from service.app import create_app
from service.intake.by_page.pages import PagesOf
from service.intake.raising.drafts import recall_one, sweep
from tests.intake.house import CHILD, NOTIFICATION, TEACHER
from tests.web.seen import hidden
from tests.web.seen import text as read
from tests.web.walking import raise_up_to, send

CHECK, CODE = "/sefton/raise/check", "/sefton/raise/code"


@pytest.fixture
def browser(house):
    return create_app(house.pages).test_client()


def handle_of(browser):
    return browser.get_cookie("draft", path="/sefton/").value


def test_a_disagreement_is_raised_screen_by_screen_and_opens_its_case(house, browser):
    receipt = read(send(browser, NOTIFICATION))
    [case] = house.all_cases()
    assert case.reference in receipt and "Disagreement sent" in receipt
    assert house.events(case.reference) == ["Notified"]


def test_what_was_typed_outlives_the_process_that_took_it(house, browser):
    raise_up_to(browser, NOTIFICATION)
    restarted = create_app(PagesOf(house.service)).test_client()
    restarted.set_cookie("draft", handle_of(browser), path="/sefton/")
    assert CHILD in read(restarted.get(CHECK))


def test_nothing_that_was_typed_can_be_read_in_the_database(house, browser):
    raise_up_to(browser, NOTIFICATION)
    rows = str(house.dump())
    assert "drafts" in house.dump() and handle_of(browser) not in rows
    for secret in (*CHILD.split(), "Attendance fell", "skipper.lugworm"):
        assert secret not in str(house.dump()["drafts"])


def keys_of_drafts(house):
    with house.service.sessions.begin() as session:
        return session.execute(text("SELECT count(*) FROM data_keys WHERE scope LIKE 'draft:%'")).scalar_one()


def words_of_drafts(house):
    with house.service.sessions.begin() as session:
        return [row[0] for row in session.execute(text("SELECT sealed FROM drafts"))]


def test_once_it_is_sent_its_words_and_their_key_are_gone_and_a_day_later_all_of_it(house, browser):
    raise_up_to(browser, NOTIFICATION)
    assert keys_of_drafts(house) == 1
    checked = browser.get(CHECK)
    first = browser.post(CHECK, data=hidden(checked))
    assert (keys_of_drafts(house), words_of_drafts(house)) == (0, [None])
    assert browser.post(CHECK, data=hidden(checked)).headers["Location"] == first.headers["Location"]
    house.turn(hours=25)
    assert sweep(house.service) and words_of_drafts(house) == []
    assert not sweep(house.service)
    assert len(house.all_cases()) == 1


def test_after_seven_days_an_unsent_one_is_deleted(house, browser):
    raise_up_to(browser, NOTIFICATION)
    house.turn(days=6)
    sweep(house.service)
    assert browser.get(CHECK).status_code == 200
    house.turn(days=2)
    assert browser.get(CHECK).headers["Location"] == "/sefton/raise"  # over, though nobody has swept yet
    assert sweep(house.service)
    assert (keys_of_drafts(house), words_of_drafts(house)) == (0, [])


def test_a_draft_that_is_deleted_leaves_nothing(house, browser):
    left = raise_up_to(browser, NOTIFICATION | {"type": "exit conduct"}, "instead/conduct")
    browser.post("/sefton/raise/finish", data=hidden(left))
    assert (keys_of_drafts(house), words_of_drafts(house)) == (0, [])
    assert house.all_cases() == [] and house.sent() == []


def test_two_pages_that_are_answered_at_once_are_both_kept(house, browser):
    raise_up_to(browser, NOTIFICATION)
    drafts, handle = house.pages.drafts, handle_of(browser)

    def type_in(name):
        drafts.change(handle, lambda draft: draft.typing({name: "said"}, lambda other: other == name))

    names = [f"further_{number}" for number in range(6)]
    typing = [Thread(target=type_in, args=(name,)) for name in names]
    for one in typing:
        one.start()
    for one in typing:
        one.join()
    assert {name: drafts.find(handle).typed.get(name) for name in names} == dict.fromkeys(names, "said")


def test_looking_at_a_draft_changes_nothing(house, browser):
    raise_up_to(browser, NOTIFICATION)
    before = house.dump()
    for screen in ("", "/matter", "/check", "/about-you", "/discussions/1", "/children/1", "/instead/conduct"):
        browser.get(f"/sefton/raise{screen}")
    assert house.dump() == before


def put_in(browser, address, **said):
    return browser.post(address, data=hidden(browser.get(address)) | said, follow_redirects=True)


def save(browser):
    put_in(browser, "/sefton/raise/save", your_email=TEACHER)


def code_for(house, browser, address=CODE):
    put_in(browser, address, step="code")
    return re.search(r"\b\d{6}\b", house.last(TEACHER, "Your code is").get_content())[0]


def link_in(mail):
    return re.search(r"/sefton/raise/back/[a-z2-7]{26}", mail.get_content())[0]


def test_what_lies_idle_for_half_an_hour_is_hidden_until_the_code_comes(house, browser):
    raise_up_to(browser, NOTIFICATION)
    house.pass_time(minutes=29)
    assert browser.get(CHECK).status_code == 200
    house.pass_time(minutes=2)
    assert browser.get(CHECK).headers["Location"] == CODE
    assert CHILD not in str(house.pages.drafts.find(handle_of(browser)).typed)
    opened = put_in(browser, CODE, step="open", code=code_for(house, browser))
    assert "You have not sent this yet" in read(opened)
    assert CHILD in read(browser.get(CHECK))


def test_where_nobody_has_said_who_they_are_there_is_nothing_to_hide_behind(house, browser):
    raise_up_to(browser, NOTIFICATION, "about-you")
    house.pass_time(hours=20)
    assert browser.get("/sefton/raise/about-you").status_code == 200


def test_saved_for_later_it_is_come_back_to_by_link_and_code_from_another_place(house, browser):
    raise_up_to(browser, NOTIFICATION, "child")
    save(browser)
    mail = house.last(TEACHER, "Your unfinished form: continue by Wed 2 December")
    assert "5pm on" in mail.get_content() and "Wednesday 2 December 2026" in mail.get_content()
    other = create_app(house.pages).test_client()
    before = house.dump()
    assert CHILD not in read(other.get(link_in(mail))) and house.dump() == before
    put_in(other, link_in(mail), step="open", code=code_for(house, other, link_in(mail)))
    assert browser.get(CODE).headers["Location"] == "/sefton/raise"
    raise_up_to(other, NOTIFICATION, at="/sefton/raise/child")
    sent = other.post(CHECK, data=hidden(other.get(CHECK)), follow_redirects=True)
    assert "Disagreement sent" in read(sent)
    assert other.get(link_in(mail)).status_code == 404


def test_five_wrong_codes_and_that_code_is_worth_nothing(house, browser):
    raise_up_to(browser, NOTIFICATION)
    save(browser)
    right = code_for(house, browser)
    for _ in range(5):
        wrong = put_in(browser, CODE, step="open", code=f"{(int(right) + 1) % 10**6:06}")
        assert wrong.status_code == 422
    assert put_in(browser, CODE, step="open", code=right).status_code == 422
    house.pass_time(minutes=2)
    assert put_in(browser, CODE, step="open", code=code_for(house, browser)).request.path == "/sefton/raise/draft"


def test_nobody_is_flooded_with_codes(house, browser):
    raise_up_to(browser, NOTIFICATION)
    save(browser)
    code = code_for(house, browser)
    for _ in range(5):
        put_in(browser, CODE, step="code")
    assert len(house.to(TEACHER, "Your code is")) == 1
    assert put_in(browser, CODE, step="open", code=code).status_code == 200
    for _ in range(house.service.config.answers_a_day + 3):
        save(browser)
        house.pass_time(minutes=2)
        put_in(browser, CODE, step="open", code=code_for(house, browser))
    assert len(house.to(TEACHER, "Your unfinished form")) == house.service.config.answers_a_day


def test_a_code_comes_too_late_after_a_quarter_of_an_hour(house, browser):
    raise_up_to(browser, NOTIFICATION)
    save(browser)
    code = code_for(house, browser)
    house.pass_time(minutes=16)
    assert put_in(browser, CODE, step="open", code=code).status_code == 422


def test_on_the_next_working_day_its_writer_is_told_once_that_it_was_not_sent(house, browser):
    raise_up_to(browser, NOTIFICATION)
    save(browser)
    assert not recall_one(house.service)
    house.turn(days=1)
    assert recall_one(house.service) and not recall_one(house.service)
    mail = house.last(TEACHER, "Your form has not been sent yet")
    assert link_in(mail) == link_in(house.last(TEACHER, "Your unfinished form"))
    for secret in (*CHILD.split(), "Marram", "Dunelands", "Skipper Lugworm"):
        assert secret not in f"{mail['Subject']}{mail.get_content()}"


def test_what_was_sent_is_not_reminded_of(house, browser):
    raise_up_to(browser, NOTIFICATION)
    save(browser)
    house.pass_time(minutes=2)
    put_in(browser, CODE, step="open", code=code_for(house, browser))
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    house.turn(days=2)
    assert not recall_one(house.service)


def test_whoever_finds_a_page_open_cannot_have_the_code_sent_to_themselves(house, browser):
    raise_up_to(browser, NOTIFICATION)
    page = browser.get("/sefton/raise/about-you")
    house.pass_time(minutes=40)
    browser.post("/sefton/raise/about-you", data=hidden(page) | {"your_email": "eve@evil.example"})
    put_in(browser, CODE, step="code")
    handle = handle_of(browser)
    drafts = house.pages.drafts
    drafts.change(handle, lambda draft: draft.typing({"your_email": "eve@evil.example"}, lambda n: n == "your_email"))
    assert house.to("eve@evil.example") == [] and drafts.find(handle).address == TEACHER
