"""Every page there is: an address of each route, and the ways that lead to each of its states."""

from collections.abc import Mapping

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
)
from tests.web.entries_at_hand import OLD_LINK, OWN_LINK
from tests.web.experiences_at_hand import ANSWERED, EXPERIENCE
from tests.web.logs_at_hand import LOG, OLD_LOG
from tests.web.seen import hidden
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
    "experience.ask": f"/h/{EXPERIENCE}",
    "experience.answered": f"/h/{EXPERIENCE}",
    "log.ask": f"/l/{LOG}",
    "log.answered": f"/l/{LOG}",
    "log.table": f"/l/{LOG}/cases",
    "log.row": f"/l/{LOG}/cases/1",
    "log.row_changed": f"/l/{LOG}/cases/1",
    "log.row_removed": f"/l/{LOG}/cases/1/remove",
    "log.sheet": f"/l/{LOG}/sheet",
    "log.sheet_sent": f"/l/{LOG}/sheet",
    "log.sheet_file": f"/l/{LOG}/sheet.xlsx",
    "log.check": f"/l/{LOG}/check",
    "log.send": f"/l/{LOG}/check",
    "log.nil": f"/l/{LOG}/nil",
    "log.nil_sent": f"/l/{LOG}/nil",
    "entry.ask": f"/details/{OWN_LINK}",
    "entry.answered": f"/details/{OWN_LINK}",
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
    yield from with_the_log(browser)
    yield from of_an_entry(browser)
    for opened in ("read", "fill in", "standing"):
        yield browser.post(f"/r/{TOKEN}", data=hidden(asked) | {"choice": opened, "code": "135246", "step": "answer"})


def with_the_log(browser):
    """A log behind its link: before and after the code, empty and filled, with a row that lacks something."""
    link = f"/l/{LOG}"
    code = browser.post(link, data=hidden(browser.get(link)) | {"cases": "yes", "step": "code"})
    yield code
    for digits in ("1", "111111", RIGHT_CODE):
        yield browser.post(link, data=hidden(code) | {"code": digits, "step": "enter"})
    for page in ("/cases", "/cases/1", "/cases/2", "/sheet", "/check", "/nil"):
        opened = browser.get(f"{link}{page}")
        yield opened
        yield browser.post(f"{link}{page}", data=hidden(opened))
    yield browser.post(f"{link}/cases/2", data=hidden(browser.get(f"{link}/cases/2")) | {
        "child_name": "Canary Sedge", "concern": "Housing.", "level_of_need": "section 17", "summary": "Canary",
        "outcome": "Settled",
    })  # fmt: skip
    for page in ("/cases", "/check"):
        yield browser.get(f"{link}{page}")
    yield browser.post(f"{link}/nil", data=hidden(browser.get(f"{link}/nil")) | {"nothing": "yes"})
    yield browser.get(f"/l/{OLD_LOG}")
    yield browser.get(f"/h/{ANSWERED}")


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
    yield browser.post("/sefton/raise/save", data=hidden(saving) | {"your_email": "jo@northfield.example"})
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
