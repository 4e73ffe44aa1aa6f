"""The pages of the desk in every state, and the way there, as a coordinator takes it."""

from service.signing import enrolling, proofs
from service.store import accounts
from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.intake.house import COORDINATOR

LEAD_ON = {  # what only leads to another page
    *("signing.sign_out", "desk.lists.start", "desk.case.without_names", "desk.directory.checked",
    "desk.away.not_away"),
}
FRAMES = {
    "desk/again.html", "desk/entrance/signed_out.html", "desk/entrance/gone.html", "desk/frame.html", "desk/parts.html",
    "desk/ringing.html",
}  # fmt: skip
SIGN_IN, PASSWORD = "/sefton/desk/sign-in", "marram grass and shingle"


def invitation(visitor: Visitor, email: str = COORDINATOR, partnership: str = "sefton") -> str:
    return enrolling.invite(visitor.site.house.service, partnership, email)


def app_code(visitor: Visitor, email: str = COORDINATOR) -> str:
    """What the coordinator's app shows now; each code is good once, so time passes first."""
    visitor.site.house.pass_time(minutes=1)
    service = visitor.site.house.service
    with service.sessions.begin() as session:
        account = accounts.of_address(session, service.vault, email)
    assert account is not None
    return proofs.code_at(account.key, visitor.site.house.moment.now)


@state("set_up.begin", "desk/entrance/invited.html")
def invited(visitor: Visitor) -> None:
    visitor.open(f"/sefton/desk/set-up/{invitation(visitor)}")


@state("set_up.go_on", "desk/entrance/set_up.html")
def setting_up(visitor: Visitor) -> None:
    invited(visitor)
    visitor.press("Continue")


@state("set_up.go_on", "desk/entrance/set_up.html")
def setting_up_with_nothing(visitor: Visitor) -> None:
    setting_up(visitor)
    visitor.press("Finish")


@state("set_up.go_on", "desk/entrance/recovery_codes.html")
def set_up(visitor: Visitor) -> None:
    token = invitation(visitor)
    service = visitor.site.house.service
    found = enrolling.setting_up(service, token)
    assert found is not None
    visitor.open(f"/sefton/desk/set-up/{token}")
    visitor.press("Continue")
    visitor.fill({"password": PASSWORD, "code": proofs.code_at(found.key, visitor.site.house.moment.now)})
    visitor.press("Finish")


@state("set_up.begin", "desk/entrance/invitation_over.html")
def invited_before(visitor: Visitor) -> None:
    visitor.open("/sefton/desk/set-up/used-up")


@state("signing.sign_in", "desk/entrance/sign_in.html")
def sign_in(visitor: Visitor) -> None:
    visitor.open(SIGN_IN)


@state("signing.password_given", "desk/entrance/sign_in.html")
def sign_in_with_nothing(visitor: Visitor) -> None:
    sign_in(visitor)
    visitor.press("Continue")


@state("signing.password_given", "desk/entrance/sign_in.html")
def sign_in_with_a_wrong_password(visitor: Visitor) -> None:
    sign_in(visitor)
    visitor.fill({"email": COORDINATOR, "password": "not the password"})
    visitor.press("Continue")


@state("signing.code", "desk/entrance/app_code.html")
def ask_for_the_code(visitor: Visitor) -> None:
    set_up(visitor)
    sign_in(visitor)
    visitor.fill({"email": COORDINATOR, "password": PASSWORD})
    visitor.press("Continue")


@state("signing.code_given", "desk/entrance/app_code.html")
def ask_for_the_code_again(visitor: Visitor) -> None:
    ask_for_the_code(visitor)
    visitor.fill({"code": "000000"})
    visitor.press("Sign in")


def signed_in(visitor: Visitor) -> None:
    ask_for_the_code(visitor)
    visitor.fill({"code": app_code(visitor)})
    visitor.press("Sign in")


@state("demo.desks", "demo/desks.html")
def desks_of_the_demo(visitor: Visitor) -> None:
    set_up(visitor)
    visitor.open("/desks")
