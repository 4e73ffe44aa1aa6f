"""Somebody at the desk: what they open, what stands there, what they fill in and press."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from service.access import Role, Signed
from service.app import create_app
from service.desk.pages import DeskOf
from service.web.desk.signing import TESTS
from tests.intake.house import House


@contextmanager
def open_pages(house: House) -> Iterator[FlaskClient]:
    app = create_app(house.pages, DeskOf(house.service))
    app.testing = True  # what breaks is not covered up
    with app.test_client() as client:
        yield client


@dataclass
class Sitting:
    """`answer` is what came last."""

    house: House
    client: FlaskClient
    name: str
    role: Role
    partnership: str = "sefton"
    answer: TestResponse | None = None

    def sign_in(self) -> None:
        id = self.house.holder(self.name).removeprefix("officer:")
        roles = frozenset({self.role})
        self.client.application.extensions[TESTS] = Signed(self.partnership, id, self.name, roles)

    def open(self, path: str) -> html.HtmlElement:
        """A page of the desk by what follows /sefton/desk."""
        self.sign_in()
        self.answer = self.client.get(f"/{self.partnership}/desk{path}")
        assert self.answer.status_code == 200, (path, self.answer.status)
        return self.page

    def status_of(self, path: str, method: str = "GET") -> int:
        self.sign_in()
        return self.client.open(f"/{self.partnership}/desk{path}", method=method).status_code

    @property
    def page(self) -> html.HtmlElement:
        assert self.answer is not None
        return html.fromstring(self.answer.get_data(as_text=True))

    @property
    def text(self) -> str:
        """All that the page says, in one line."""
        return " ".join(self.page.find(".//main").text_content().split())

    def send(self, given: Mapping[str, str], form: int = 0, button: str = "") -> TestResponse:
        """The form of that number among those that are posted, filled in, sent, and led on to where it leads."""
        assert self.answer is not None
        found = [one for one in self.page.forms if one.method == "POST"][form]
        hidden = {one.get("name"): one.get("value") or "" for one in found.xpath(".//input[@type='hidden']")}
        pressed = {"step": button} if button else {}
        path = found.get("action") or self.answer.request.path
        self.sign_in()
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
