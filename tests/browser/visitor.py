"""Somebody at the site with a browser: what they do there, what they see, and what their browser complains of."""

from collections.abc import Mapping

from tests.browser.site import Site

NAMES = "[...document.querySelectorAll('main form :is(input:not([type=hidden]), select, textarea)')].map(at => at.name)"
KINDS = """names => names.map(name =>
    [...document.getElementsByName(name)].find(control => control.type !== "hidden").type)"""


class Visitor:
    """`html` is the page as it came; `asked` is every address that the browser went to for it."""

    def __init__(self, page, site: Site) -> None:
        self.page, self.site = page, site
        self.html = ""
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        """All but that the page itself came with a status such as 422, which it should."""
        is_status = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not is_status:
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        self.html = self.page.goto(path).text()

    def hold(self, name: str, value: str, path: str = "/") -> None:
        """A cookie that the site has given."""
        host = self.site.address.removeprefix("http://").partition(":")[0]
        self.page.context.add_cookies([{"name": name, "value": value, "domain": host, "path": path}])

    def press(self, name: str) -> None:
        """The first button of that name, which leads to another page."""
        with self.page.expect_navigation() as led:
            self.page.get_by_role("button", name=name).first.click()
        self.html = led.value.text()

    def press_on(self) -> None:
        """The button that people press to go on: the first of the page's own form."""
        with self.page.expect_navigation() as led:
            self.page.locator("main form[novalidate] button.govuk-button").first.click()
        self.html = led.value.text()

    def is_at(self, screen: str) -> bool:
        """Whether the address leads to that screen, or to something below it."""
        return f"/{screen}" in self.page.url.partition("?")[0]

    def asked_for(self) -> list[str]:
        """The names of the controls of the page's form, each once."""
        names = self.page.evaluate(NAMES)
        return list(dict.fromkeys(names))

    def is_folded(self, name: str) -> bool:
        return bool(self.page.locator(f"details:not([open]) [name='{name}']").count())

    def unfold(self) -> None:
        """Whatever is folded away."""
        for fold in self.page.locator("details:not([open]) > summary").all():
            fold.click()

    def fill(self, answers: Mapping[str, str]) -> None:
        """The page's questions, by the names of their controls."""
        kinds = self.page.evaluate(KINDS, list(answers))
        for (name, answer), kind in zip(answers.items(), kinds, strict=True):
            if kind == "select-one":
                self.page.select_option(f'[name="{name}"]', answer)
            elif kind in ("radio", "checkbox"):
                self.page.check(f'[name="{name}"][value="{answer}"]')
            else:
                self.page.fill(f'[name="{name}"]', answer)

    def leave(self) -> None:
        self.page.context.clear_cookies()
        self.page.close()
