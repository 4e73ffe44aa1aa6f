"""A disagreement that is saved for later, hidden, and come back to."""

import re

from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.browser.walking import go_on
from tests.intake.house import TEACHER
from tests.intake.test_notifications import code_in


@state("raising.save", "raising/save.html")
def saving(visitor: Visitor) -> None:
    go_on(visitor, "child")
    visitor.press("Save and come back later")


@state("raising.save_answered", "raising/save.html")
def saving_without_an_address(visitor: Visitor) -> None:
    saving(visitor)
    visitor.fill({"your_email": ""})
    visitor.press("Save and email me a link")


@state("raising.saved", "raising/saved.html")
def saved(visitor: Visitor) -> None:
    saving(visitor)
    visitor.press("Save and email me a link")


@state("front.start", "start.html")
def start_with_a_draft(visitor: Visitor) -> None:
    saved(visitor)
    visitor.open("/sefton/")


@state("raising.code", "raising/draft_code.html")
def hidden_here(visitor: Visitor) -> None:
    saved(visitor)
    visitor.open("/sefton/raise/check")


@state("raising.code_answered", "raising/draft_code.html")
def code_sent(visitor: Visitor) -> None:
    hidden_here(visitor)
    visitor.press("Send me a code")


@state("raising.code_answered", "raising/draft_code.html")
def code_sent_and_mistyped(visitor: Visitor) -> None:
    code_sent(visitor)
    visitor.fill({"code": "12345"})
    visitor.press("Show my answers")


@state("raising.back", "raising/draft_code.html")
def link_opened(visitor: Visitor) -> None:
    saved(visitor)
    mail = visitor.site.house.last(TEACHER, "Your unfinished form")
    found = re.search(r"/sefton/raise/back/\w+", mail.get_content())
    assert found
    visitor.open(found[0])


@state("raising.back_answered", "raising/draft_code.html")
def code_for_the_link(visitor: Visitor) -> None:
    link_opened(visitor)
    visitor.press("Send me a code")


@state("raising.draft", "raising/draft.html")
def shown_again(visitor: Visitor) -> None:
    code_for_the_link(visitor)
    visitor.fill({"code": code_in(visitor.site.house, TEACHER)})
    visitor.press("Show my answers")


@state("raising.back", "raising/no_draft.html")
def link_to_nothing(visitor: Visitor) -> None:
    visitor.open("/sefton/raise/back/of-nobody")
