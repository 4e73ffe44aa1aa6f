"""The house of the intake's tests, its pages, and a coordinator who has set up her sign-in."""

from dataclasses import dataclass, field

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.signing import enrolling, proofs
from tests.intake.conftest import house, settings
from tests.intake.house import COORDINATOR, House
from tests.web.seen import hidden

__all__ = ["house", "settings"]

PASSWORD = "marram grass and shingle"
SIGN_IN, CODE, DESK = "/sefton/desk/sign-in", "/sefton/desk/code", "/sefton/desk"


@dataclass
class Person:
    """Somebody at a browser of their own, with the app on their phone."""

    house: House
    browser: FlaskClient
    email: str = COORDINATOR
    password: str = PASSWORD
    key: str = ""
    recovery: tuple[str, ...] = field(default=())

    def set_up(self) -> None:
        token = enrolling.invite(self.house.service, "sefton", self.email)
        found = enrolling.setting_up(self.house.service, token)
        assert found is not None
        self.key = found.key
        codes = enrolling.finish(self.house.service, token, self.password, self.code())
        assert isinstance(codes, tuple)
        self.recovery = codes
        self.house.pass_time(minutes=1)  # a code is good once, and the first one is used up

    def code(self) -> str:
        """What the app shows now."""
        return proofs.code_at(self.key, self.house.moment.now)

    def give_password(self, **given: str) -> TestResponse:
        page = self.browser.get(SIGN_IN)
        return self.browser.post(SIGN_IN, data=hidden(page) | {"email": self.email, "password": self.password} | given)

    def give_code(self, code: str = "") -> TestResponse:
        return self.browser.post(CODE, data=hidden(self.browser.get(CODE)) | {"code": code or self.code()})

    def sign_in(self) -> TestResponse:
        self.give_password()
        return self.give_code()

    @property
    def cookie(self) -> str:
        held = self.browser.get_cookie("parley")
        return held.value if held else ""

    @property
    def is_in(self) -> bool:
        return self.house.pages.signing.who(self.cookie, "sefton") is not None


@pytest.fixture(autouse=True)
def hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as ever, at the least cost: a password is hashed two hundred times here."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(proofs, "HASHER", hasher)
    monkeypatch.setattr(proofs, "NOBODYS", hasher.hash("of no account"))


@pytest.fixture
def newcomer(house: House) -> Person:
    """A coordinator who has no sign-in yet."""
    return Person(house, create_app(house.pages).test_client())


@pytest.fixture
def person(newcomer: Person) -> Person:
    newcomer.set_up()
    return newcomer
