"""What stands before the forms, and the signs of life."""

from tests.web.edge import SEFTON
from tests.web.seen import text, title, tree


def test_the_front_page_leads_to_every_partnership(browser, edge):
    page = browser.get("/")
    assert tree(page).xpath("//main//a/@href") == ["/sefton/", "/escb/", "tel:999"]
    assert SEFTON.name in text(page)


def test_the_start_page_shows_the_ways_out_and_the_danger_number(browser):
    page = text(browser.get("/sefton/"))
    for said in ("ring 999", "designated officer (LADO)", "whistleblowing", "complaints procedure", "01632 960 102"):
        assert said in page


def test_every_partnership_has_its_name_telephone_and_hours_in_the_footer(browser):
    footer = tree(browser.get("/escb/")).find(".//footer")
    assert footer.xpath(".//a[@href='tel:01632960201']/text()") == ["01632 960 201"]
    footer = footer.text_content()
    assert "Exampleshire Children Board" in footer
    assert "Monday to Friday, 9am to 5pm" in footer


def test_every_footer_leads_to_what_must_be_said_of_a_service(browser):
    links = tree(browser.get("/sefton/raise")).xpath("//footer//a[not(starts-with(@href, 'tel:'))]")
    pages = {link.text: browser.get(link.get("href")) for link in links}
    assert pages.keys() == {"Privacy", "Accessibility", "Cookies", "Terms of use"}
    assert all(title(page).startswith(f"{name} – ") for name, page in pages.items())
    said = {name: text(page) for name, page in pages.items()}
    assert SEFTON.telephone in said["Privacy"] and SEFTON.telephone in said["Accessibility"]
    assert SEFTON.front_door in said["Terms of use"]
    assert browser.get("/sefton/about/anything").status_code == 404


def test_the_colour_is_a_stylesheet_of_its_own(browser):
    response = browser.get("/sefton/colour.css")
    assert response.mimetype == "text/css"
    assert "--govuk-brand-colour:#00543c" in response.get_data(as_text=True)
    assert "/sefton/colour.css" in tree(browser.get("/sefton/")).xpath("//link/@href")


def test_a_partnership_that_is_not_served_is_not_found(browser):
    for address in ("/atlantis/", "/atlantis/raise", "/atlantis/outcome", "/atlantis/colour.css"):
        response = browser.get(address)
        assert response.status_code == 404
        assert title(response).startswith("Page not found")


def test_the_process_is_alive_before_the_service_is_ready(browser, edge):
    edge.is_ready = False
    assert browser.get("/healthz").status_code == 200
    assert browser.get("/readyz").status_code == 503
    edge.is_ready = True
    assert browser.get("/readyz").status_code == 200
