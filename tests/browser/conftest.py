"""A browser at the real site, as a visitor opens it: with script or without.

Chromium, Java and what `./run browser` adds are optional: where they are missing, these tests are skipped.
"""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.demo import directory
from tests.browser.site import Site, mail_room, served
from tests.browser.visitor import Visitor
from tests.intake.deployment import opened, settings_of, with_its_people

CHECKERS = Path(__file__).parent / "node_modules"
BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium")  # the first takes half the time
TO_HAVE_THEM = "apt-get install chromium-headless-shell default-jre-headless npm && ./run browser"
SECONDS = 10


@pytest.fixture(scope="session")
def installed() -> None:
    needed = (BROWSER, shutil.which("java"), importlib.util.find_spec("playwright"), CHECKERS.exists())
    if not all(needed):
        pytest.skip(f"What tests in a browser need is not installed here; to run these too: {TO_HAVE_THEM}")


@pytest.fixture(scope="session")
def axe(installed: None) -> str:
    """The script of the accessibility checker."""
    return (CHECKERS / "axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def nu(installed: None) -> list[str]:
    """The command of the mark-up checker; its grammar is deeper than Java's usual stack."""
    return ["java", "-Xss8m", "-jar", str(CHECKERS / "vnu-jar/build/dist/vnu.jar")]


@pytest.fixture(scope="module")
def chromium(installed: None):
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=as_root)
        yield browser
        browser.close()


def covering_two_areas(folder: Path) -> dict[str, str]:
    """The demo's partnerships, one of which asks in which of its areas the child lives."""
    file = folder / "partnerships.toml"
    told = directory.PARTNERSHIPS.read_text("utf-8")
    file.write_text(told.replace('["ESCB"]', '["ESCB", "ESCB North"]'), "utf-8")
    return {"PARLEY_PARTNERSHIPS_FILE": str(file)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as environment, mail_room() as post:
        settings = settings_of(f"sqlite:///{folder}/parley.db", folder) | post | covering_two_areas(folder)
        settings["PARLEY_FORMS_AN_HOUR"] = "100000"  # time stands still here
        for name, value in settings.items():
            environment.setenv(name, value)
        with_its_people(settings["PARLEY_DATABASE_URL"])
        with opened(environment) as house, served(house) as site:
            yield site


@pytest.fixture(scope="module")
def windows(chromium, site: Site) -> dict[bool, object]:
    """A browser that runs scripts, and one that does not."""
    both = {script: chromium.new_context(base_url=site.address, java_script_enabled=script) for script in (True, False)}
    for window in both.values():
        window.set_default_timeout(SECONDS * 1000)
    return both


@pytest.fixture
def visit(windows, site: Site) -> Iterator[Callable[[bool], Visitor]]:
    """A new visitor, with script or without, whom nobody knows; the mails that others set off have left."""
    visitors = []

    def arrive(script: bool) -> Visitor:
        site.house.sent()
        windows[script].clear_cookies()
        visitors.append(Visitor(windows[script].new_page(), site))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.leave()
