"""Signing in to the desk: what lets somebody in, what keeps somebody out, and what either learns."""

from datetime import timedelta
from statistics import median
from time import process_time

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text as text_of_sql

from service.demo import directory as fictional
from service.seam.access import Action, Role, may
from service.signing import door, proofs
from service.store import audit, directory
from tests.intake.house import COORDINATOR
from tests.signing.conftest import CODE, DESK, SIGN_IN
from tests.web.seen import hidden, problems, text

WRONG = "Email address or password is not right"


def test_a_password_and_a_code_let_somebody_in(person):
    assert person.give_password().location.startswith(CODE)
    assert not person.is_in
    assert person.give_code().location == DESK
    signed = person.house.pages.signing.who(person.cookie, "sefton")
    assert (signed.name, signed.roles) == ("Pearl Lighthouse", {Role.COORDINATOR})
    assert may(signed, Action.ACT, "sefton")
    assert not may(signed, Action.LIST, "liverpool")


def test_the_cookie_is_ours_alone_and_a_new_one_once_the_code_is_known(person):
    first = person.give_password()
    handle = person.cookie
    second = person.give_code()
    assert person.cookie != handle
    for response in (first, second):
        said = response.headers["Set-Cookie"]
        assert "HttpOnly" in said and "SameSite=Lax" in said and "Path=/" in said and "Domain" not in said
    assert person.house.pages.signing.who(handle, "sefton") is None


def test_over_tls_the_cookie_is_one_that_no_neighbour_can_set(person, monkeypatch):
    secure = person.house.service.config.model_copy(update={"base_url": "https://parley.example"})
    monkeypatch.setattr(type(person.house.pages), "config", secure)
    said = person.give_password().headers["Set-Cookie"]
    assert said.startswith("__Host-parley=") and "Secure" in said


@pytest.mark.parametrize(
    "given",
    [{"password": "marram grass and shingles"}, {"email": "nobody@sefton-partnership.example"},
     {"email": "rowan.samphire@marram-primary.example"}],
)  # fmt: skip
def test_whatever_is_wrong_the_answer_is_the_same(person, given):
    refused = person.give_password(**given)
    assert (refused.status_code, problems(refused)) == (422, {"": WRONG})
    assert person.cookie == ""


def test_an_unknown_address_takes_as_long_as_a_wrong_password(newcomer, monkeypatch):
    usual = PasswordHasher(parallelism=1)
    monkeypatch.setattr(proofs, "HASHER", usual)
    monkeypatch.setattr(proofs, "NOBODYS", usual.hash("of no account"))
    newcomer.set_up()

    def seconds(email):
        began = process_time()
        newcomer.house.pages.signing.with_password("sefton", email, "not the password", "192.0.2.1")
        return process_time() - began

    known, unknown = ([seconds(email) for _ in range(5)] for email in (COORDINATOR, "nobody@sefton.example"))
    assert 0.5 < median(known) / median(unknown) < 2


def test_nothing_typed_is_said_beside_its_box_and_no_password_comes_back(person):
    refused = person.give_password(email="", password="")
    assert problems(refused) == {"email": "Enter your work email address", "password": "Enter your password"}
    assert "shingle" not in person.give_password(email="nobody").get_data(as_text=True)


def test_after_ten_tries_an_address_waits_and_after_a_quarter_of_an_hour_it_may_again(person):
    for _ in range(10):
        person.give_password(password="not the password")
    assert "Wait 15 minutes" in problems(person.give_password())[""]
    person.house.pass_time(minutes=16)
    assert person.sign_in().location == DESK


def test_a_place_that_tries_many_addresses_waits_too(person):
    signing = person.house.pages.signing
    for number in range(100):
        assert signing.with_password("sefton", f"{number}@sefton.example", "x", "192.0.2.7") == "wrong"
    assert signing.with_password("sefton", COORDINATOR, person.password, "192.0.2.7") == "too many"
    assert signing.with_password("sefton", COORDINATOR, person.password, "192.0.2.8") not in ("wrong", "too many")


def test_a_code_is_good_once_and_near_its_time(person):
    code = person.code()
    person.sign_in()
    person.give_password()
    assert problems(person.give_code(code)) == {"code": "That code is not right – wait for the next one, and enter it"}
    person.house.pass_time(minutes=2)
    assert problems(person.give_code(code))
    assert person.give_code().location == DESK


def test_the_fifth_wrong_code_asks_for_the_password_again(person):
    person.give_password()
    for _ in range(5):
        refused = person.give_code("000000")
    assert "code" in problems(refused)
    assert "Start again" in problems(person.give_code())[""]


def test_a_recovery_code_takes_the_place_of_the_app_once(person):
    for given, is_in in ((f" {person.recovery[0].lower()} ", True), (person.recovery[0], False)):
        person.give_password()
        assert (person.give_code(given).location == DESK) is is_in


@pytest.mark.parametrize("wait, is_in", [(timedelta(minutes=14), True), (timedelta(minutes=16), False)])
def test_a_sitting_ends_when_nobody_is_there(person, wait, is_in):
    person.sign_in()
    person.house.moment.now += wait
    assert person.is_in is is_in


def test_what_ended_by_itself_is_forgotten_and_what_goes_on_is_not(person):
    person.sign_in()
    person.give_password(password="not the password")
    door.sweep(person.house.service)
    assert person.is_in and count(person, "wrong_tries") == 2  # on the address, and from the place
    person.house.pass_time(minutes=16)
    door.sweep(person.house.service)
    assert count(person, "sittings") == count(person, "wrong_tries") == 0


def count(person, table):
    with person.house.service.sessions.begin() as session:
        return session.execute(text_of_sql(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_sitting_ends_after_twelve_hours_however_busy(person):
    person.sign_in()
    for _ in range(12 * 6 - 1):
        person.house.pass_time(minutes=10)
        assert person.is_in
    person.house.pass_time(minutes=11)
    assert not person.is_in


def test_whoever_leaves_the_post_is_out_at_the_next_request(person):
    person.sign_in()
    assert person.is_in
    service, listed = person.house.service, fictional.text_of("sefton").splitlines(keepends=True)
    without_her = "".join(line for line in listed if COORDINATOR not in line)
    with service.sessions.begin() as session:
        kinds = service.procedure_of("sefton").kinds
        directory.load(session, "sefton", without_her, person.house.moment.now, kinds)
    assert not person.is_in


def test_signing_out_ends_the_sitting_and_empties_the_browser(person):
    person.sign_in()
    handle = person.cookie
    gone = person.browser.post("/sefton/desk/sign-out")
    assert "You have signed out" in text(gone)
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert person.cookie == ""
    assert person.house.pages.signing.who(handle, "sefton") is None


def test_that_somebody_came_and_went_is_in_the_audit(person):
    person.sign_in()
    person.browser.post("/sefton/desk/sign-out")
    service = person.house.service
    with service.sessions() as session:
        for action in ("invited to the desk", "set up a sign-in", "signed in", "signed out"):
            assert audit.count(session, "partnership:sefton", action, person.house.moment.now - timedelta(days=1)) == 1
        assert audit.verify(session, service.vault) == []


@pytest.mark.parametrize("form", [SIGN_IN, CODE])
def test_a_form_without_our_mark_does_nothing(person, form):
    person.give_password()
    handle = person.cookie
    given = {"email": person.email, "password": person.password, "code": person.code()}
    assert person.browser.post(form, data=given).status_code == 422
    assert (person.cookie, person.is_in) == (handle, False)


LEADS_AWAY = (
    "//evil.example", "https://evil.example", "/\\evil.example", "/sefton/desk//evil.example", "/liverpool/desk",
    "javascript:alert(1)", "/sefton/desk\r\nSet-Cookie: x", "/sefton/desk/../../evil", "/sefton/deskevil", "\t//evil",
    "/sefton/desk/\\\\evil.example", "http:/sefton/desk", "/sefton/", "", "/r/token", "@evil.example",
    "/sefton/desk@evil",
)  # fmt: skip


def test_nobody_is_led_away_from_the_desk(person):
    for to in LEADS_AWAY:
        assert hidden(person.browser.get(SIGN_IN, query_string={"to": to}))["to"] == DESK
        person.give_password(to=to)
        with_code = hidden(person.browser.get(CODE)) | {"code": person.code(), "to": to}
        assert person.browser.post(CODE, data=with_code).location == DESK
        person.house.pass_time(minutes=1)


def test_somebody_who_was_on_the_way_to_a_page_arrives_there(person):
    to = "/sefton/desk/sign-in?from=a+mail"  # any page of the desk
    person.give_password(to=to)
    asked = person.browser.get(CODE, query_string={"to": to})
    assert person.browser.post(CODE, data=hidden(asked) | {"code": person.code()}).location == to
