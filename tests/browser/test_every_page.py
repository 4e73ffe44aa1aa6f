"""What holds for every page there is, in each of its states, with script and without, on a desk and on a telephone."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from flask import url_for

from service.demo.part import ROOT
from tests.browser import (
    arranging,
    at_the_desk,
    copy_states,
    desk_correcting,
    desk_directory_states,
    desk_doing,
    desk_looking,
    desk_pairing,
    desk_states,
    desk_triage,
    entry_states,
    experience_states,
    fitting_states,
    inside_states,
    log_states,
    provider_states,
)
from tests.browser.link_states import link
from tests.browser.raising import check, receipt
from tests.browser.rules import faults
from tests.browser.saving import link_opened
from tests.browser.state import STATES, State
from tests.browser.visitor import Visitor
from tests.intake.house import CHILD

# what answers with something else than a page
NO_PAGE = {"static", "front.colour", "downloads.file", "desk.mail.file", "desk.directory.file", "healthz", "readyz",
           "log.sheet_file"}  # fmt: skip
WAYS = (  # besides the public pages
    *(experience_states, fitting_states, copy_states, desk_states, at_the_desk, arranging, desk_doing, desk_looking),
    *(desk_correcting, desk_pairing, desk_triage, desk_directory_states, log_states, entry_states, provider_states),
    inside_states,
)
LEAD_ON = {"demo.answer", "demo.turn", *desk_states.LEAD_ON}  # what leads back to the page that it was asked from
LEAD_TO_A_SCREEN = {
    "log.row_removed",
    *("raising.finish", "raising.removed", "raising.new", "raising.clear", "raising.document_removed"),
}
KEYS = {"front.stages": "longmoor", "raising.screen": "about-you", "raising.answered": "about-you"}
PARTS = 8  # of the states that one checker looks at together
FRAMES = {"base.html", "form.html", "parts.html", *desk_states.FRAMES}  # what pages are made with
SAID_TWICE = {  # what older screen readers need all the same: the library's dates, and a list without its marks
    "The “group” role is unnecessary for element “fieldset”.", "The “list” role is unnecessary for element “ol”.",
}  # fmt: skip


def test_every_route_and_every_template_has_a_state(site):
    routes = {rule.endpoint for rule in site.app.url_map.iter_rules()}
    assert {state.endpoint for state in STATES} == {None} | routes - NO_PAGE - LEAD_ON - LEAD_TO_A_SCREEN
    folders = (ROOT / "service").glob("*/templates")
    templates = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.html")}
    assert {state.template for state in STATES} == templates - FRAMES


def seen(state: State, visitor: Visitor, axe: str) -> list[str]:
    """What is wrong with the page in this state; a person went there to see."""
    state.way(visitor)
    shown, own = visitor.site.shown[-1], visitor.site.address
    told = " ".join([visitor.page.title(), *visitor.asked])
    return [
        *([] if shown == (state.endpoint, state.template) else [f"the way leads to {shown}"]),
        *visitor.complaints,
        *(f"{address} is not ours" for address in visitor.asked if not address.startswith(own)),
        *(f"{name} is told to the browser" for name in CHILD.split() if name in told),
        *faults(visitor.page, axe),
    ]


@pytest.mark.skipif(not os.environ.get("PARLEY_ALL"), reason="takes minutes; to run it: ./run test --all")
@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_page_can_be_used_by_everyone_with_script_too(state, visit, axe):
    wrong = seen(state, visit(script=True), axe)
    assert not wrong, "\n".join(wrong)


def mark_up_faults(nu: list[str], folder: Path) -> list[str]:
    checked = subprocess.run([*nu, "--format", "json", str(folder)], capture_output=True, check=False)
    found = [one for one in json.loads(checked.stderr)["messages"] if one["message"] not in SAID_TWICE]
    return [f"{one['url']}: {one['message']}: {one.get('extract')}" for one in found]


@pytest.mark.parametrize("part", range(PARTS))
def test_without_script_every_page_is_reached_and_can_be_used_and_its_mark_up_is_right(part, visit, axe, nu, tmp_path):
    wrong = []
    for state in STATES[part::PARTS]:
        visitor = visit(script=False)
        wrong += [f"{state}: {fault}" for fault in seen(state, visitor, axe)]
        (tmp_path / f"{state}.html").write_text(visitor.html, "utf-8")
        visitor.leave()
    wrong += mark_up_faults(nu, tmp_path)
    assert not wrong, "\n".join(wrong)


def test_looking_changes_nothing_whoever_looks_and_presses_the_button_of_an_empty_form(visit, site):
    visitor = visit(script=True)
    receipt(visitor)
    values = {"partnership": "sefton", "submission_id": visitor.page.url.rpartition("/")[2], "filename": "parley.css"}
    values |= {"key": "longmoor", "form": "notification", "kind": "docx"}
    values |= {"reference": "SEF-4T9K-2MC2", "act": "move", "number": 1, "leaving": "complaint",
               "subject": "privacy"}  # fmt: skip
    values |= {"agency": "team", "officer": "nobody", "entry": "paper-x"}
    values["other"] = "SEF-4T9K-2MC3"
    link_opened(visitor)
    values["link"] = visitor.page.url.rpartition("/")[2]
    visitor.page.context.clear_cookies()
    check(visitor)  # with a draft in this browser's hand
    values["id"] = values["submission_id"]
    values["log"] = log_states.log_link(site.house).removeprefix("/l/")
    values["experience"] = experience_states.experience_link(site.house).removeprefix("/h/")
    own = entry_states.asked(site.house).removeprefix("/details/")
    tokens = {True: own, False: link(visitor).removeprefix("/r/")}
    site.house.sent()
    before = site.house.dump()
    for rule in site.app.url_map.iter_rules():
        with site.app.test_request_context():
            values["key"] = KEYS.get(rule.endpoint, "discussions")
            values["token"] = tokens[rule.endpoint.startswith("entry.")]
            address = url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        for method in (rule.methods - {"OPTIONS"}) if rule.endpoint not in LEAD_ON else ():
            for purpose in ("", "prefetch"):
                answer = visitor.page.request.fetch(address, method=method, headers={"Sec-Purpose": purpose})
                assert answer.status in (200, 302, 409, 410, 422), address
    assert site.house.dump() == before
