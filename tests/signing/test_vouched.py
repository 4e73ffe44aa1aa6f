"""Signing in with a provider of OpenID Connect: over real HTTP with a provider that lies in every way it can."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import requests
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from service.app import create_app
from service.config import Config
from service.demo.part import ROOT
from service.desk.pages import DeskOf
from service.signing import enrolling
from service.store import audit
from tests.intake.house import COORDINATOR, SCHOOL, House
from tests.signing.conftest import SIGN_IN
from tests.signing.openid_provider import CLIENT, SECRET
from tests.web.seen import hidden, text, tree

OURS = {"email": COORDINATOR, "email_verified": True}
BACK = "/desk/signed-in"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.signing.openid_provider"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


def where(led: TestResponse) -> str:
    """Where the page leads on to."""
    (address,) = tree(led).xpath("//main//a[contains(@class, 'govuk-button')]/@href")
    return str(address)


@dataclass
class Visit:
    """Somebody at a browser of their own, whose provider is at `issuer`."""

    house: House
    issuer: str
    browser: FlaskClient

    def tells(self, **scenario: object) -> None:
        """What the provider says from now on."""
        told = {"now": self.house.moment.now.timestamp(), "claims": OURS, **scenario}
        requests.post(f"{self.issuer}/scenario", json=told, timeout=5)

    def claims(self, **claims: object) -> None:
        self.tells(claims={**OURS, **claims})

    def go(self) -> TestResponse:
        """To the page that leads on to the provider."""
        page = self.browser.get(SIGN_IN)
        return self.browser.post("/sefton/desk/provider", data={"mark": hidden(page)["mark"]})

    def come_back(self, led: TestResponse) -> TestResponse:
        """By way of the provider, to our page."""
        there = where(led)
        back = requests.get(there, timeout=5, allow_redirects=False).headers["Location"]
        return self.browser.get(back[back.index(BACK) :])

    def finish(self, page: TestResponse, **given: str) -> TestResponse:
        return self.browser.post(BACK, data=hidden(page) | given)

    def sign_in(self) -> TestResponse:
        return self.finish(self.come_back(self.go()))

    @property
    def is_in(self) -> bool:
        held = self.browser.get_cookie("parley")
        return bool(held) and self.house.pages.signing.who(held.value, "sefton") is not None


def at_a_browser(house: House, issuer: str) -> Visit:
    return Visit(house, issuer, create_app(house.pages, DeskOf(house.service)).test_client())


@pytest.fixture
def visit(house: House, issuer: str, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A coordinator who was invited, and has set up no password."""
    settings(house, monkeypatch, oidc_issuer=issuer, oidc_client=CLIENT, oidc_secret=SecretStr(SECRET))
    enrolling.invite(house.service, "sefton", COORDINATOR)
    found = at_a_browser(house, issuer)
    found.tells()
    return found


def settings(house: House, monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    config = house.service.config.model_copy(update=changed)
    monkeypatch.setitem(vars(house.service), "config", config)


def acts(house: House) -> list[str]:
    with house.service.sessions.begin() as session:
        chain = "partnership:sefton"
        assert audit.verify(session, house.service.vault, chain) == []
        return [entry.action for entry in audit.entries(session, chain)]


def test_whoever_was_invited_signs_in_without_a_password_and_it_is_audited(visit: Visit, house: House) -> None:
    answer = visit.sign_in()
    assert answer.status_code == 303 and visit.is_in
    assert "signed in with the provider" in acts(house)
    assert not visit.browser.get_cookie("parley-going")
    visit.browser.post("/sefton/desk/sign-out")
    assert not visit.is_in


def test_coming_back_does_nothing_before_the_button_is_pressed(visit: Visit, house: House) -> None:
    page = visit.come_back(visit.go())
    before = house.dump()
    assert visit.browser.get(f"{page.request.path}?{page.request.query_string.decode()}").status_code == 200
    assert house.dump() == before and not visit.is_in
    assert visit.finish(page).status_code == 303


WRONG = "did not prove who you are"


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        ({"claims": OURS | {"nonce": "another"}}, WRONG),
        ({"claims": OURS | {"nonce": None}}, WRONG),
        ({"claims": OURS | {"aud": "another client"}}, WRONG),
        ({"claims": OURS | {"aud": ["another client", CLIENT], "azp": "another client"}}, WRONG),
        ({"claims": OURS | {"iss": "https://other.example"}}, WRONG),
        ({"claims": OURS | {"exp": 1}}, WRONG),
        ({"claims": OURS | {"exp": None}}, WRONG),
        ({"claims": OURS | {"sub": None}}, WRONG),
        ({"claims": OURS | {"amr": "mfa"}}, WRONG),
        ({"claims": OURS, "way": "none"}, WRONG),
        ({"claims": OURS, "way": "HS256"}, WRONG),
        ({"claims": OURS, "way": "foreign key"}, WRONG),
        ({"claims": OURS, "back": {"iss": "https://other.example"}}, WRONG),
        ({"claims": OURS, "back": {"state": "another"}}, WRONG),
        ({"claims": OURS, "back": {"code": "another"}}, WRONG),
        ({"claims": OURS, "back": {"code": "", "error": "access_denied"}}, "You did not sign in there"),
        ({"claims": OURS | {"email_verified": False}}, "does not say that your email address is verified"),
        ({"claims": OURS | {"email_verified": "true"}}, "does not say that your email address is verified"),
        ({"claims": {"email": COORDINATOR}}, "does not say that your email address is verified"),
        ({"claims": OURS | {"email": SCHOOL}}, "Nobody with that account has been invited"),
        ({"claims": {"email_verified": True}}, "Nobody with that account has been invited"),
    ],
)
def test_what_the_provider_does_not_prove_signs_nobody_in(
    visit: Visit, house: House, scenario: dict[str, object], says: str
) -> None:
    visit.tells(**scenario)
    answer = visit.sign_in()
    assert answer.status_code == 422 and says in text(answer)
    assert not visit.is_in and any(act.startswith("refused a sign-in") for act in acts(house))


def test_a_code_and_a_coming_back_are_good_once(visit: Visit) -> None:
    page = visit.come_back(visit.go())
    assert visit.finish(page).status_code == 303
    visit.browser.post("/sefton/desk/sign-out")
    assert "Sign in again" in text(visit.finish(page)) and not visit.is_in
    again = visit.come_back(visit.go())
    assert WRONG in text(visit.finish(again, code=hidden(page)["code"])) and not visit.is_in


def test_another_browser_cannot_be_led_into_somebodys_sitting(visit: Visit, house: House) -> None:
    page = visit.come_back(visit.go())
    victim = at_a_browser(house, visit.issuer)
    back = f"{page.request.path}?{page.request.query_string.decode()}"
    assert "Sign in again" in text(victim.browser.get(back))
    own = victim.come_back(victim.go())
    assert WRONG in text(victim.finish(own, code=hidden(page)["code"], state=hidden(page)["state"]))
    assert not victim.is_in


def test_it_takes_ten_minutes_at_most(visit: Visit, house: House) -> None:
    page = visit.come_back(visit.go())
    house.pass_time(minutes=11)
    assert "Sign in again" in text(visit.finish(page)) and not visit.is_in


def test_somebody_is_known_by_their_subject_from_then_on(visit: Visit) -> None:
    visit.sign_in()
    visit.browser.post("/sefton/desk/sign-out")
    visit.tells(claims={"email": "pearl@elsewhere.example"})
    assert visit.sign_in().status_code == 303 and visit.is_in


def test_an_address_that_passed_to_somebody_else_is_not_theirs(visit: Visit) -> None:
    visit.sign_in()
    visit.browser.post("/sefton/desk/sign-out")
    visit.claims(sub="s2")
    assert "Nobody with that account has been invited" in text(visit.sign_in()) and not visit.is_in


def test_who_is_invited_by_subject_needs_no_verified_address(visit: Visit, house: House) -> None:
    enrolling.invite(house.service, "sefton", COORDINATOR, subject="s9")
    visit.tells(claims={"sub": "s9"})
    assert visit.sign_in().status_code == 303 and visit.is_in


def test_who_has_an_account_and_no_post_any_more_stays_outside(visit: Visit, house: House) -> None:
    visit.sign_in()
    with house.service.sessions.begin() as session:
        session.connection().exec_driver_sql(f"UPDATE officers SET email = 'x@y.example' WHERE email = '{COORDINATOR}'")
    assert not visit.is_in
    assert "Nobody with that account" in text(visit.sign_in())


def test_a_second_factor_is_asked_for_where_the_settings_demand_one(
    visit: Visit, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(house, monkeypatch, oidc_demands=("mfa",))
    for claims in ({}, {"amr": ["pwd"]}, {"acr": "1"}):
        visit.claims(**claims)
        assert "second proof" in text(visit.sign_in()) and not visit.is_in
    visit.claims(amr=["pwd", "mfa"])
    assert visit.sign_in().status_code == 303
    visit.browser.post("/sefton/desk/sign-out")
    visit.claims(acr="mfa")
    assert visit.sign_in().status_code == 303


@pytest.mark.parametrize(
    "found", [{"issuer": "https://other.example"}, {"token_endpoint": "http://plain.example/token"}, {"jwks_uri": None}]
)
def test_a_provider_that_is_not_itself_leads_nobody_anywhere(visit: Visit, found: dict[str, object]) -> None:
    visit.tells(found=found)
    assert "could not reach your organisation" in text(visit.go())


def test_nobody_answers_at_the_issuer(visit: Visit, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(house, monkeypatch, oidc_issuer="http://127.0.0.1:9")
    assert "could not reach your organisation" in text(visit.go())


def test_many_wrong_tries_from_one_place_are_too_many(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.signing.tries.FROM_A_PLACE", 3)
    visit.tells(way="none")
    for _ in range(3):
        visit.sign_in()
    visit.tells()
    assert "Too many tries" in text(visit.go())


def test_without_a_provider_there_is_no_such_button_and_no_such_way(house: House) -> None:
    visit = at_a_browser(house, "")
    assert "Or without a password" not in text(visit.browser.get(SIGN_IN))
    assert "Sign in with your email address and password" in text(visit.go())


def test_the_request_asks_with_pkce_and_names_no_secret(visit: Visit) -> None:
    there = where(visit.go())
    assert re.search(r"code_challenge=[\w-]{43}&", there + "&") and "code_challenge_method=S256" in there
    assert "nonce=" in there and "state=" in there and SECRET not in there and "scope=openid+email" in there


def test_the_doctor_tries_the_provider(
    visit: Visit, parley: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_OIDC_CLIENT", CLIENT)
    monkeypatch.setenv("PARLEY_OIDC_SECRET", SECRET)
    monkeypatch.setenv("PARLEY_OIDC_ISSUER", visit.issuer)
    assert f"well: OpenID Connect: {visit.issuer} says where it is asked" in parley("doctor", "--within", "0")[1]
    visit.tells(found={"issuer": "https://other.example"})
    assert "wrong: OpenID Connect: It calls itself another issuer" in parley("doctor", "--within", "0")[1]


def test_a_provider_in_plain_text_or_one_that_does_not_know_us_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="PARLEY_OIDC_CLIENT"):
        Config(oidc_issuer="https://login.example")
    with pytest.raises(ValueError, match="https"):
        Config(oidc_issuer="http://login.example", oidc_client="x", oidc_secret=SecretStr("y"))
