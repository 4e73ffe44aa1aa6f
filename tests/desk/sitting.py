"""Somebody at the desk: how they sign in, what they open, what stands there, what they fill in and press."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from service.app import create_app
from service.desk.pages import DeskOf
from service.signing import enrolling, proofs
from service.web import mark
from tests.intake.house import House
from tests.web.seen import hidden

PASSWORD = "marram grass and shingle"


@contextmanager
def sitting(house: House, email: str, partnership: str = "sefton") -> Iterator["Sitting"]:
    """Somebody who has set up their sign-in, and has signed in."""
    app = create_app(house.pages, DeskOf(house.service))
    app.testing = True  # what breaks is not covered up
    somebody = Sitting(house, app.test_client(), partnership)  # nothing of a request stays: several may sit at once
    somebody.sign_in(email)
    yield somebody


@dataclass
class Sitting:
    """`answer` is what came last."""

    house: House
    client: FlaskClient
    partnership: str
    answer: TestResponse | None = None

    def sign_in(self, email: str) -> None:
        token = enrolling.invite(self.house.service, self.partnership, email)
        found = enrolling.setting_up(self.house.service, token)
        assert found is not None
        enrolling.finish(self.house.service, token, PASSWORD, self._code(found.key))
        self.house.pass_time(minutes=1)  # a code is good once
        self._give("sign-in", email=email, password=PASSWORD)
        self._give("code", code=self._code(found.key))

    def _code(self, key: str) -> str:
        return proofs.code_at(key, self.house.moment.now)

    def _give(self, step: str, **given: str) -> None:
        path = f"/{self.partnership}/desk/{step}"
        answer = self.client.post(path, data=hidden(self.client.get(path)) | given)
        assert answer.status_code == 303, answer.get_data(as_text=True)

    def open(self, path: str) -> html.HtmlElement:
        """A page of the desk by what follows /sefton/desk."""
        self.answer = self.client.get(f"/{self.partnership}/desk{path}")
        assert self.answer.status_code == 200, (path, self.answer.status)
        return self.page

    def status_of(self, path: str, method: str = "GET") -> int:
        """What that answers; a post carries the mark of this sitting, and is from here."""
        given = {"mark": self.mark} if method == "POST" else None
        return self.client.open(f"/{self.partnership}/desk{path}", method=method, data=given).status_code

    @property
    def mark(self) -> str:
        held = self.client.get_cookie("parley")
        assert held is not None
        with self.client.application.app_context():
            return mark.make("desk", held.value)

    @property
    def page(self) -> html.HtmlElement:
        assert self.answer is not None
        return html.fromstring(self.answer.get_data(as_text=True))

    @property
    def text(self) -> str:
        """All that the page says, in one line."""
        return " ".join(self.page.find(".//main").text_content().split())

    def send(self, given: Mapping[str, str | list[str]], form: int = 0, button: str = "") -> TestResponse:
        """The form of that number among those that are posted, filled in, sent, and led on to where it leads."""
        assert self.answer is not None
        found = self.page.xpath("//main//form[@method='post']")[form]
        hidden = {one.get("name"): one.get("value") or "" for one in found.xpath(".//input[@type='hidden']")}
        pressed = {"step": button} if button else {}
        path = found.get("action") or self.answer.request.path
        self.answer = self.client.post(path, data=hidden | dict(given) | pressed)
        if self.answer.status_code == 303:
            self.answer = self.client.get(self.answer.location)
        return self.answer

    def do(self, reference: str, act: str, **given: str) -> str:
        """An act, from its questions through its preview to the end; what the preview said."""
        self.open(f"/cases/{reference}/do/{act}")
        self.send({key.replace("_", "-"): said for key, said in given.items()})
        assert self.answer is not None and self.answer.status_code == 200, self.faults()
        preview = self.text
        self.send({}, button="do")
        assert self.answer.status_code == 200, self.faults()
        return preview

    def faults(self) -> list[str]:
        """What the error summary says."""
        found = self.page.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
        return [" ".join(one.text_content().split()) for one in found]
