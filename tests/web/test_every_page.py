"""What holds for every page there is, in each of its states. A new route fails here until it has an example."""

import re

import pytest
from lxml import html

from service.app import create_app
from service.web.headers import FOR_A_DAY, POLICY
from tests.web.edge import (
    Edge,
)
from tests.web.every_way import EXAMPLES, responses
from tests.web.seen import title, tree

BANNED = {"please", "sorry", "valid", "invalid", "required", "forbidden", "oops"}  # "sorry" is for a fault of ours


@pytest.fixture(scope="module")
def answers():
    with create_app(Edge()).test_client() as browser:
        return list(responses(browser))


@pytest.fixture(scope="module")
def pages(answers):
    """Each answer that is a page and has a body."""
    found = [one for one in answers if one.mimetype == "text/html" and one.data]
    pages = [one for one in found if one.status_code not in (302, 303)]
    assert len({title(page) for page in pages}) > 15
    return pages


def test_every_route_has_an_example(browser):
    assert {rule.endpoint for rule in browser.application.url_map.iter_rules()} == set(EXAMPLES)


def test_every_answer_carries_every_header(answers):
    for response in answers:
        path = response.request.path
        assert response.headers["Content-Security-Policy"] == POLICY, path
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
        assert response.headers["Referrer-Policy"] == "no-referrer", path
        kept = path.startswith("/static/") and response.status_code == 200
        assert response.headers["Cache-Control"] == (FOR_A_DAY if kept else "no-store"), path
        is_public = path in ("/", "/sefton/") and response.status_code == 200
        assert response.headers.get("X-Robots-Tag") == (None if is_public else "noindex"), path


def test_no_child_is_named_in_a_title_or_an_address(pages, answers):
    for page in pages:
        assert "Canary" not in title(page)
    for response in answers:
        assert "Canary" not in response.request.url + (response.location or "")


def test_every_page_has_one_heading_which_its_title_repeats(pages):
    for page in pages:
        (heading,) = tree(page).xpath("//h1")
        words = heading.text_content().strip()
        assert re.fullmatch(rf"(Error: )?{re.escape(words)} – .+", title(page)), title(page)
        summary = tree(page).xpath("//*[contains(@class, 'govuk-error-summary')]")
        if summary:
            assert title(page).startswith("Error: ")
            assert page.status_code in (409, 422)


def test_every_page_says_its_language_and_lets_people_skip_to_its_content(pages):
    for page in pages:
        root = tree(page)
        assert root.get("lang") == "en-GB"
        assert root.xpath("//body//a/@href")[0] == "#main-content"
        assert root.get_element_by_id("main-content").tag == "main"
        assert root.xpath("//footer//text()[contains(., '999')]") == []


def test_ids_are_unique_and_what_refers_to_one_finds_it(pages):
    for page in pages:
        root = tree(page)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        named = " ".join(root.xpath("//@aria-describedby | //@aria-labelledby")).split()
        links = [one[1:] for one in root.xpath("//@href") if one.startswith("#")]
        assert set(named + links + root.xpath("//label/@for")) <= set(ids)


def test_every_control_has_a_label_and_a_message_of_ours_instead_of_the_browsers(pages):
    for page in pages:
        root = tree(page)
        for control in root.xpath("//input[@type!='hidden'] | //select | //textarea"):
            labels = root.xpath(f"//label[@for='{control.get('id')}']")
            assert len(labels) == 1, control.get("id")
            assert labels[0].text_content().strip()
            assert control.get("required") is None
            assert control.get("placeholder") is None
        for form in root.forms:
            assert "novalidate" in form.attrib


def test_every_group_of_answers_has_a_legend(pages):
    for page in pages:
        for box in tree(page).xpath("//input[@type='radio' or @type='checkbox']"):
            assert box.xpath("ancestor::fieldset[1]/legend")[0].text_content().strip()


def test_headings_never_skip_a_level(pages):
    for page in pages:
        levels = [int(one.tag[1]) for one in tree(page).xpath("//main//h1 | //main//h2 | //main//h3")]
        start = levels.index(1)
        assert all(after - before <= 1 for before, after in zip(levels[start:], levels[start + 1 :], strict=False))


def test_no_style_and_no_script_stands_in_a_page(pages):
    for page in pages:
        root = tree(page)
        assert root.xpath("//style | //@style | //script[not(@src)]") == []
        assert [name for one in root.iter() for name in html_attributes(one) if name.startswith("on")] == []
        for address in root.xpath("//script/@src | //link/@href | //img/@src | //form/@action"):
            assert address.startswith("/"), address


def html_attributes(element: html.HtmlElement) -> list[str]:
    return list(map(str, element.attrib))


def test_no_page_says_that_it_is_of_gov_uk(pages):
    for page in pages:
        assert "GOV.UK" not in tree(page).text_content()
        assert "crown" not in page.get_data(as_text=True).casefold()


def test_no_page_that_people_answer_says_please_invalid_or_required(pages):
    for page in pages:
        said = " ".join(tree(page).find(".//body").text_content().casefold().split())
        assert not BANNED & set(re.findall("[a-z]+", said))
        assert "click here" not in said


def test_no_cookie_is_set_but_at_the_desk_a_drafts_and_a_logs_and_these_by_nothing_but_a_post(answers):
    for response in (response for response in answers if "Set-Cookie" in response.headers):
        public = response.headers["Set-Cookie"].startswith(("draft=", "log=")) and response.request.method == "POST"
        assert public or "/desk/" in response.request.path
