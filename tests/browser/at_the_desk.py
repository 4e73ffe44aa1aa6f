"""The pages behind the desk's guard in every state, and the way there, as a coordinator takes it."""

from service.seam.access import Handle
from service.signing import enrolling, proofs
from tests.browser.desk_states import PASSWORD, app_code, invitation
from tests.browser.state import state
from tests.browser.states import ELSEWHERE, ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, mail, reply

DESK = "/sefton/desk"
STRANGER = "mary.tern@away.example"
WHY = f"Both managers asked for it by telephone. {ONE_LONG_WORD}"
CALL = {
    "on-day": "25", "on-month": "November", "on-year": "2026", "how": "telephone", "who": "Avery Curlew", "why": WHY,
}  # fmt: skip


def sit_down(visitor: Visitor, email: str = COORDINATOR, partnership: str = "sefton") -> House:
    """At the desk, without the way in, which has states of its own."""
    house = visitor.site.house
    token = invitation(visitor, email, partnership)
    found = enrolling.setting_up(house.service, token)
    assert found is not None
    enrolling.finish(house.service, token, PASSWORD, proofs.code_at(found.key, house.moment.now))
    first = house.pages.signing.with_password(partnership, email, PASSWORD, "")
    assert isinstance(first, Handle)
    second = house.pages.signing.with_code(first.secret, app_code(visitor, email))
    assert isinstance(second, Handle)
    visitor.hold("parley", second.secret)
    return house


def a_full_desk(visitor: Visitor) -> str:
    """A case that has come some way, one that is being checked, one at risk, a message; the reference of the first."""
    house = sit_down(visitor)
    first = house.notify()
    house.notify(your_email=ELSEWHERE)
    house.notify(risk="yes", child_name=ONE_LONG_WORD)
    house.receive(reply(house.last(HEALTH, first.reference), "MORE TIME until 4 December. We need it."))
    house.receive(reply(house.last(SCHOOL, first.reference), "NOT RESOLVED. They will not visit.", proof=""))
    house.receive(mail(STRANGER, f"It is about {first.reference}. {ONE_LONG_WORD}", subject=f"About {CHILD}"))
    return first.reference


@state("desk.lists.inbox", "desk/inbox.html")
def inbox(visitor: Visitor) -> None:
    a_full_desk(visitor)
    visitor.open(DESK)


@state("desk.lists.inbox", "desk/inbox.html")
def inbox_of_one_kind(visitor: Visitor) -> None:
    inbox(visitor)
    visitor.page.select_option("#kind", "new")
    visitor.press("Show these")


@state("desk.lists.posts", "desk/posts.html")
def posts_that_nobody_holds(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DESK}/posts")


@state("desk.lists.cases", "desk/cases.html")
def cases(visitor: Visitor) -> None:
    a_full_desk(visitor)
    visitor.open(f"{DESK}/cases")


@state("desk.lists.cases", "desk/cases.html")
def cases_that_there_are_none_of(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DESK}/cases?stage=none&sort=with&order=down")


@state("desk.lists.board", "desk/board.html")
def board(visitor: Visitor) -> None:
    a_full_desk(visitor)
    visitor.open(f"{DESK}/board")


@state("desk.case.shown", "desk/cases/case.html")
def case(visitor: Visitor) -> None:
    visitor.open(f"{DESK}/cases/{a_full_desk(visitor)}")


@state("desk.case.names", "desk/cases/case.html")
def case_with_names(visitor: Visitor) -> None:
    case(visitor)
    visitor.press("Show names")


@state("desk.case.shown", "desk/cases/case.html")
def case_that_moved(visitor: Visitor) -> None:
    preview(visitor)
    visitor.press("Move the case")


@state("desk.case.ask_why", "desk/cases/why.html")
def ask_why_it_is_read(visitor: Visitor) -> None:
    case(visitor)
    visitor.page.get_by_role("link", name="Read what is written").first.click()
    visitor.html = visitor.page.content()


@state("desk.case.written", "desk/cases/why.html")
def a_reason_that_is_too_long(visitor: Visitor) -> None:
    ask_why_it_is_read(visitor)
    visitor.fill({"why": "x " * 1100})
    visitor.press("Open it")


@state("desk.case.written", "desk/cases/written.html")
def what_is_written(visitor: Visitor) -> None:
    ask_why_it_is_read(visitor)
    visitor.press("Open it")


@state("desk.mail.opened", "desk/message.html")
def message(visitor: Visitor) -> None:
    house = sit_down(visitor)
    reference = house.notify().reference
    before = {one.id for one in house.held()}
    house.receive(mail(STRANGER, f"It is about {reference}. {ONE_LONG_WORD}", subject=f"About {CHILD}"))
    [held] = {one.id for one in house.held()} - before
    visitor.open(f"{DESK}/messages/{held}")


@state("desk.mail.decided", "desk/message.html")
def message_not_decided(visitor: Visitor) -> None:
    message(visitor)
    visitor.press("Decide")


@state("desk.mail.opened", "desk/message.html")
def message_put_with_a_case(visitor: Visitor) -> None:
    message(visitor)
    visitor.press("Put it with")


def asked(visitor: Visitor, act: str) -> None:
    visitor.open(f"{DESK}/cases/{a_full_desk(visitor)}/do/{act}")


@state("desk.acting.ask", "desk/cases/act.html")
def call(visitor: Visitor) -> None:
    asked(visitor, "call")


@state("desk.acting.answered", "desk/cases/act.html")
def call_empty(visitor: Visitor) -> None:
    call(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def call_foreseen(visitor: Visitor) -> None:
    call(visitor)
    visitor.fill(CALL | {"choice": "resolved r1"})
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def date(visitor: Visitor) -> None:
    asked(visitor, "date")


@state("desk.acting.answered", "desk/cases/act.html")
def date_empty(visitor: Visitor) -> None:
    date(visitor)
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def close_that_cannot_be(visitor: Visitor) -> None:
    asked(visitor, "close")


@state("desk.acting.answered", "desk/cases/preview.html")
def preview(visitor: Visitor) -> None:
    asked(visitor, "move")
    visitor.fill({"choice": "3", "why": WHY})
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/act.html")
def move_of_a_case_that_changed_meanwhile(visitor: Visitor) -> None:
    preview(visitor)
    house, reference = visitor.site.house, visitor.page.url.split("/")[-3]
    house.receive(reply(house.last(SCHOOL, reference), "SEEN"))
    visitor.press("Move the case")
