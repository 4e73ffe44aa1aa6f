"""What holds for every page there is, in each of its states. A new route fails here until it has an example."""

import re
from collections.abc import Mapping

import pytest
from lxml import html

from service.app import create_app
from service.web.headers import FOR_A_DAY, POLICY
from tests.web.answers import NOT_RESOLVED
from tests.web.drafts_at_hand import LINK_BACK
from tests.web.edge import (
    AT_THE_DESK,
    DESK_PASSWORD,
    INVITATION,
    LINK,
    NOTIFICATION,
    OLD_TOKEN,
    OUTCOME,
    REPORT,
    RIGHT_CODE,
    TOKEN,
    Edge,
)
from tests.web.entries_at_hand import OLD_LINK, OWN_LINK
from tests.web.seen import hidden, title, tree
from tests.web.test_raising import SPOKEN
from tests.web.walking import answer

NEVER_SENT = "6f9619ff-8b86-4d01-b42d-00c04fc964ff"
EXAMPLES: Mapping[str, str] = {
    "front.every_service": "/",
    "front.start": "/sefton/",
    "front.stages": "/sefton/stages",
    "front.about": "/sefton/about/cookies",
    "front.colour": "/sefton/colour.css",
    "find.ask": "/sefton/find",
    "find.asked": "/sefton/find",
    "downloads.forms": "/sefton/forms",
    "downloads.file": "/sefton/forms/notification/docx",
    "raising.risk": "/sefton/raise",
    "raising.risk_answered": "/sefton/raise",
    "raising.screen": "/sefton/raise/matter",
    "raising.answered": "/sefton/raise/matter",
    "raising.entries": "/sefton/raise/discussions",
    "raising.entries_answered": "/sefton/raise/discussions",
    "raising.entry": "/sefton/raise/children/1",
    "raising.entry_answered": "/sefton/raise/children/1",
    "raising.removed": "/sefton/raise/children/1/remove",
    "raising.exit_page": "/sefton/raise/instead/conduct",
    "raising.elsewhere": "/sefton/raise/elsewhere",
    "raising.finish": "/sefton/raise/finish",
    "raising.finished": "/sefton/raise/deleted",
    "raising.check": "/sefton/raise/check",
    "raising.send": "/sefton/raise/check",
    "raising.save": "/sefton/raise/save",
    "raising.save_answered": "/sefton/raise/save",
    "raising.saved": "/sefton/raise/saved",
    "raising.code": "/sefton/raise/code",
    "raising.code_answered": "/sefton/raise/code",
    "raising.back": f"/sefton/raise/back/{LINK_BACK}",
    "raising.back_answered": f"/sefton/raise/back/{LINK_BACK}",
    "raising.draft": "/sefton/raise/draft",
    "raising.new": "/sefton/raise/new",
    "raising.documents": "/sefton/raise/documents",
    "raising.document_added": "/sefton/raise/documents",
    "raising.document_removed": f"/sefton/raise/documents/{NEVER_SENT}/remove",
    "raising.clear": "/sefton/raise/clear",
    "raising.sent": f"/sefton/sent/{NEVER_SENT}",
    "outcome.ask": "/sefton/outcome",
    "outcome.send": "/sefton/outcome",
    "report.ask": "/sefton/report",
    "report.send": "/sefton/report",
    "respond.ask": f"/r/{TOKEN}",
    "respond.answered": f"/r/{TOKEN}",
    "details.ask": f"/details/{OWN_LINK}",
    "details.answered": f"/details/{OWN_LINK}",
    "signing.sign_in": "/sefton/desk/sign-in",
    "signing.password_given": "/sefton/desk/sign-in",
    "signing.code": "/sefton/desk/code",
    "signing.code_given": "/sefton/desk/code",
    "signing.sign_out": "/sefton/desk/sign-out",
    "provider.begin": "/sefton/desk/provider",
    "provider.come_back": "/desk/signed-in?code=c&state=s",
    "provider.finish": "/desk/signed-in",
    "set_up.begin": f"/sefton/desk/set-up/{INVITATION}",
    "set_up.go_on": f"/sefton/desk/set-up/{INVITATION}",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "static": "/static/parley.css",
}
EVERY_BRANCH = NOTIFICATION | SPOKEN | {
    "risk": "yes", "type": "other", "type_other": "Canary", "more_agencies": "yes", "stage": "1",
    "status": "looked after", "reviewing_officer": "no", "another": "no",
}  # fmt: skip
BANNED = {"please", "sorry", "valid", "invalid", "required", "forbidden", "oops"}  # "sorry" is for a fault of ours
METHODS = ("GET", "HEAD", "POST", "DELETE")


def responses(browser):
    """Every page: as it opens, empty, wrong, filled, and refused."""
    old = (f"/r/{OLD_TOKEN}", f"/details/{OLD_LINK}")
    for address in (*EXAMPLES.values(), *old, "/atlantis/", "/sefton/stages/nowhere", "/nowhere/at/all"):
        for method in METHODS:
            yield browser.open(address, method=method, buffered=True)
    yield from raised(browser)
    yield from filled(browser, "/sefton/outcome", OUTCOME | {"risk": "immediate"})
    yield from filled(browser, "/sefton/report", REPORT)
    yield browser.post(f"/r/{OLD_TOKEN}", data=hidden(browser.get(f"/r/{OLD_TOKEN}")) | {"fresh": "yes"})
    chosen = hidden(browser.get(f"/r/{TOKEN}")) | {"choice": "seen", "detail": "Canary Meadow"}
    for choice in dict(LINK.choices):
        for step in ("choose", "details", "add", "code"):
            yield browser.post(f"/r/{TOKEN}", data=chosen | {"choice": choice, "step": step})
    yield browser.post(f"/r/{TOKEN}", data=chosen | NOT_RESOLVED | {"choice": "not_resolved", "step": "details"})
    yield browser.post(f"/r/{TOKEN}", data=chosen | NOT_RESOLVED | {"choice": "not_resolved", "step": "rung"})
    asked = browser.post(f"/r/{TOKEN}", data=chosen | {"step": "code"})
    yield asked
    for code in ("1", "111111", "135246"):
        yield browser.post(f"/r/{TOKEN}", data=hidden(asked) | {"code": code, "step": "answer"})
    yield browser.post("/sefton/find", data={"reference": "SEF-4T9K-2MC2", "email": "a@b.example"})
    yield from at_the_desk(browser)
    yield from of_an_entry(browser)
    for opened in ("read", "fill in", "standing"):
        yield browser.post(f"/r/{TOKEN}", data=hidden(asked) | {"choice": opened, "code": "135246", "step": "answer"})


def raised(browser):
    """Every screen as it opens, empty and filled, on the longest way; then each page with a draft in hand."""
    page = browser.get("/sefton/raise")
    while "sent" not in page.request.path:
        yield page
        yield browser.post(page.request.path, data=hidden(page))
        page = answer(browser, page, EVERY_BRANCH)
        if page.request.path.endswith("check"):
            yield from (browser.get(address) for address in EXAMPLES.values() if address.startswith("/sefton/raise"))
            yield from saved(browser)
    yield page


def saved(browser):
    """Saved for later, and come back to by a code."""
    saving = browser.get("/sefton/raise/save")
    yield browser.post("/sefton/raise/save", data=hidden(saving) | {"your_email": "Canary Meadow"})
    yield browser.post("/sefton/raise/save", data=hidden(saving) | {"your_email": "jo@school.example"})
    yield browser.get("/sefton/raise/saved")
    asked = browser.get("/sefton/raise/code")
    for said in ({}, {"step": "code"}, {"code": "1"}, {"code": "111111"}):
        yield browser.post("/sefton/raise/code", data=hidden(asked) | said)
    shown = browser.post("/sefton/raise/code", data=hidden(asked) | {"code": "135246"}, follow_redirects=True)
    assert shown.request.path == "/sefton/raise/draft"
    yield shown


def filled(browser, address, answers):
    with_mark = hidden(browser.get(address)) | answers
    yield browser.post(address, data=with_mark | {"your_email": "Canary Meadow"})
    sent = browser.post(address, data=with_mark)
    yield sent
    if sent.location:
        yield browser.get(sent.location)


def of_an_entry(browser):
    """An officer's own entry, from the code to the end, and what can be wrong on the way."""
    link = hidden(browser.get(f"/details/{OWN_LINK}"))
    sent = ({"step": "code"}, {"step": "open", "code": "1"}, {"step": "open", "code": "111111"},
            {"step": "open", "code": RIGHT_CODE})  # fmt: skip
    sent += ({"step": "change", "officer": "o1"}, {"step": "save", "officer": "o1", "first-day": "1"})
    yield from (browser.post(f"/details/{OWN_LINK}", data=link | {"proof": "proof"} | said) for said in sent)
    yield browser.post(f"/details/{OWN_LINK}", data=link | {"proof": "proof", "step": "right"})
    yield browser.post(f"/details/{OWN_LINK}", data=link | {"proof": "old", "step": "entry"})
    filled = {"officer": "o1", "step": "save", "name": "Wren Canary", "email": "wren@school.example"}
    yield browser.post(f"/details/{OWN_LINK}", data=link | filled | {"proof": "proof"})
    yield browser.post(f"/details/{OLD_LINK}", data=hidden(browser.get(f"/details/{OLD_LINK}")) | {"fresh": "yes"})


def at_the_desk(browser):
    yield browser.post("/sefton/desk/provider", data=hidden(browser.get("/sefton/desk/sign-in")))
    for brought in ("code=c", "error=access_denied"):
        yield (back := browser.get(f"/desk/signed-in?{brought}"))
    yield browser.post("/desk/signed-in", data=hidden(back))
    invited = f"/sefton/desk/set-up/{INVITATION}"
    yield (asked := browser.post(invited, data=hidden(browser.get(invited))))
    for typed in ({}, {"password": "x", "code": "1"}, {"password": DESK_PASSWORD, "code": RIGHT_CODE}):
        yield browser.post(invited, data=hidden(asked) | typed | {"step": "finish"})
    yield browser.get("/sefton/desk/set-up/none")
    for path, typed in (("sign-in", {"email": AT_THE_DESK, "password": DESK_PASSWORD}), ("code", {"code": RIGHT_CODE})):
        with_mark = hidden(browser.get(f"/sefton/desk/{path}"))
        yield browser.post(f"/sefton/desk/{path}", data=with_mark | dict.fromkeys(typed, "1"))
        yield browser.post(f"/sefton/desk/{path}", data=with_mark | typed)


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


def test_no_cookie_is_set_but_at_the_desk_and_a_drafts_and_that_by_nothing_but_a_post(answers):
    for response in (response for response in answers if "Set-Cookie" in response.headers):
        draft = response.headers["Set-Cookie"].startswith("draft=") and response.request.method == "POST"
        assert draft or "/desk/" in response.request.path
