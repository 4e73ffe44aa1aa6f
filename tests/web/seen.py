"""What somebody sees on a page: its title, text, forms and faults."""

from lxml import html
from werkzeug.test import TestResponse


def tree(response: TestResponse) -> html.HtmlElement:
    return html.document_fromstring(response.get_data(as_text=True))


def hidden(response: TestResponse) -> dict[str, str]:
    """The hidden values of the page's form, as a browser sends them along."""
    return {box.get("name"): box.get("value") for box in tree(response).xpath("//input[@type='hidden']")}


def title(response: TestResponse) -> str:
    return str(tree(response).findtext(".//title"))


def text(response: TestResponse) -> str:
    return " ".join(tree(response).find(".//main").text_content().split())


def problems(response: TestResponse) -> dict[str, str]:
    """The summary's messages, by the id of what each links to; "" where one links to nothing."""
    lines = tree(response).xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
    return {"".join(line.xpath("a/@href")).lstrip("#"): line.text_content().strip() for line in lines}


def values(response: TestResponse) -> dict[str, str]:
    """What the page's form holds, as a browser would send it."""
    return {name: value for name, value in tree(response).forms[-1].form_values() if name}


def controls(response: TestResponse) -> list[str]:
    """The names of what the page lets people answer."""
    return [str(name) for name in tree(response).xpath("//main//*[@name][not(@type='hidden' or self::button)]/@name")]
