"""The demo's own pages, and whom they listen to; what they look like is tried in a browser."""

import pytest
from lxml import html

from service.app import create_app
from service.demo import directory
from service.demo.pages import add_demo_pages
from service.desk.pages import DeskOf
from tests.intake.conftest import house, settings
from tests.web.edge import Edge

__all__ = ["house", "settings"]
BY_MAIL = {"/post-room"}  # needs the demo's mail room


@pytest.fixture
def database_kind():
    return "sqlite"


@pytest.mark.parametrize("page", ["/post-room", "/clock"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_post_from_another_site_is_refused(page, site):
    app = create_app(Edge())
    add_demo_pages(app, service=None)  # nobody is asked
    assert app.test_client().post(page, headers={"Sec-Fetch-Site": site}).status_code == 403


def test_the_start_leads_to_every_part_of_every_partnership(house):
    app = create_app(house.pages, DeskOf(house.service))
    add_demo_pages(app, house.service)
    client = app.test_client()
    page = html.fromstring(client.get("/demo").get_data(as_text=True))
    links = set(page.xpath("//main//a/@href"))
    assert links >= {"/post-room", "/clock", "/desks", *(f"/{key}/" for key in house.service.partnerships)}
    assert {client.get(link).status_code for link in links - BY_MAIL} == {200}
    for part in ("/clock", "/desks"):
        assert 'href="/demo"' in client.get(part).get_data(as_text=True)
    assert "10am on Wednesday 25 November 2026" in page.text_content()


@pytest.mark.parametrize("partnership", directory.RAISERS)
def test_whoever_can_raise_one_and_whom_it_is_with_are_in_the_directory(partnership):
    raiser, listed = directory.raiser(partnership), directory.officers(partnership)
    assert raiser.agency != raiser.across and {raiser.agency, raiser.across} <= {line["agency"] for line in listed}
