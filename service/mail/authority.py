"""What a reply may do: fail towards the child.

Raising attention needs less proof than lowering it. Who a person is is known by the token we gave them,
by their exact address, and by the receiving host's word that the mail came from that address's domain
(RFC 8601; dmarc=pass). The host's word counts only where the host wrote it: a sender can put the same
header into a mail, but not above the host's own, nor above the line in which the host says it received it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from service.errors import ConfigError
from service.mail.address import domain_of
from service.mail.reading.message import InboundMail
from service.mail.replies.acts import Act

Authentication = Literal["pass", "fail", "none"]
RISK = "risk"
RAISING = (Act.NOT_RESOLVED, RISK)
OF_THE_STAGE = (Act.RESOLVED, Act.NOT_RESOLVED, Act.AGREE, Act.NOT_AGREED, Act.MORE_TIME, Act.MEETING)
ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)')
DEEPEST_COMMENT = 5
METHOD = re.compile(r"dmarc(?:/\d+)?=(?P<result>[a-z]+)(?P<facts>(?:\s.*)?)", re.S)
HEADER_FROM = re.compile(r"(?<!\S)header\.from=(\S+)")


@dataclass(frozen=True)
class Rule:
    """How one host signs: its authserv-id (None where it writes none), and how many Received lines it
    puts above its Authentication-Results itself (None: any number). `second_proof`, where a deployment asks for
    one, must say yes to the bytes and From's domain as well, or the host's pass counts for nothing."""

    authserv_id: str | None
    received_above: int | None = 0
    second_proof: Callable[[bytes, str], bool] | None = None


PROVIDERS: dict[str, Callable[[str], Rule]] = {
    "embedded": lambda authserv_id: Rule(authserv_id),
    "authserv-id": lambda authserv_id: Rule(authserv_id),
    "microsoft": lambda _: Rule(None, received_above=None),
}


def rule_of(provider: str, authserv_id: str = "") -> Rule:
    """The rule of a provider by its name in the settings. Raises ConfigError."""
    if provider not in PROVIDERS:
        raise ConfigError(f"No mail provider is called {provider!r}. Name one of {', '.join(PROVIDERS)}.")
    rule = PROVIDERS[provider](authserv_id.lower())
    if rule.authserv_id == "":
        raise ConfigError(f"The provider {provider!r} needs the name that the host signs with: set PARLEY_AUTHSERV_ID.")
    return rule


def authentication(mail: InboundMail, rule: Rule) -> Authentication:
    """The receiving host's word on the domain of From: "none" whenever the host did not plainly say."""
    names = [name.lower() for name, _ in mail.headers]
    if "authentication-results" not in names:
        return "none"
    received = names[: names.index("authentication-results")].count("received")
    if rule.received_above is not None and received > rule.received_above:
        return "none"
    domain = domain_of(mail.sender or "")
    said = _dmarc(mail.first("Authentication-Results"), rule.authserv_id, domain)
    doubted = said == "pass" and rule.second_proof is not None and not rule.second_proof(mail.raw, domain)
    return "none" if doubted else said


def _dmarc(value: str, authserv_id: str | None, domain: str) -> Authentication:
    plain = value.lower()
    for _ in range(DEEPEST_COMMENT):
        plain = ASIDE.sub(" ", plain)
    if re.search(r'[()"]', plain):
        return "none"
    first, *rest = [part.strip() for part in plain.split(";")]
    signed = None if "=" in first else first.split(" ")[0]
    if signed != authserv_id:
        return "none"
    results = [found for part in (first, *rest) if (found := METHOD.fullmatch(part))]
    if any(found["result"] == "fail" for found in results):
        return "fail"
    if len(results) != 1 or results[0]["result"] != "pass" or not domain:
        return "none"
    return "pass" if HEADER_FROM.findall(results[0]["facts"]) == [domain] else "none"


def needs_the_stage(act: str, originating: bool) -> bool:
    """Whether the act is for those alone whom the stage asks: escalating needs no more than a token (decision 20)."""
    return act in OF_THE_STAGE and not (act in RAISING and originating)


class Outcome(StrEnum):
    ACT = "act"
    PROVISIONAL = "provisional"
    LINK = "link"
    NOTE = "note"
    HOLD = "hold"


@dataclass(frozen=True)
class Facts:
    """What intake knows of a reply. Addresses are in lower case; `originating`: the holder of the token is
    on the originating side; `of_another_side`: the sender is a person of the case who stands on another side than the
    holder; `stage_is_theirs`: the mail answered asked them about that stage, or they are of its
    people; the stage of the token is that of the mail answered. `refused`: the case is a form that was not sent on, and
    any word of its sender has it looked at again. `between_two`: nobody answers for either of two colleagues, and none
    is `accepted` by a coordinator as if they did."""

    found_by: Literal["token", "message-id"] | None
    holder_address: str | None
    sender: str | None
    authentication: Authentication
    token_stage: str | None
    current_stage: str | None
    automatic: bool = False
    case_open: bool = True
    originating: bool = False
    stage_is_theirs: bool = True
    of_another_side: bool = False
    refused: bool = False
    between_two: bool = False
    accepted: bool = False

    @property
    def exact(self) -> bool:
        return self.sender is not None and self.sender == self.holder_address

    @property
    def is_a_colleague(self) -> bool:
        """Whether the host vouches for an address at the same domain as the one we wrote to."""
        sender, holder = domain_of(self.sender or ""), domain_of(self.holder_address or "")
        return self.authentication == "pass" and bool(sender) and sender == holder


@dataclass(frozen=True)
class Verdict:
    """ACT: it takes effect. PROVISIONAL: alert now, and ask the person to confirm by signed link. LINK: held,
    answered with a signed link to the address on record. NOTE: text added, nothing moves. HOLD: for a person."""

    outcome: Outcome
    reason: str


RULES: tuple[tuple[Callable[[str, Facts], bool], Outcome, str], ...] = (
    (
        lambda act, facts: facts.authentication == "fail",
        Outcome.HOLD,
        "The receiving mail host says that it does not come from the address it shows. It was not answered.",
    ),
    (
        lambda act, facts: facts.found_by is None,
        Outcome.HOLD,
        "It answers none of our mails as far as we can prove. Read it and choose the case.",
    ),
    (
        lambda act, facts: facts.automatic,
        Outcome.NOTE,
        "A machine sent it. The text was added; nothing a machine says counts as an answer.",
    ),
    (
        lambda act, facts: act == RISK and not (facts.exact and (facts.case_open or facts.refused)),
        Outcome.HOLD,
        "It speaks of risk, on a closed case or from an address we did not write to. Read it now and ring the sender.",
    ),
    (
        lambda act, facts: act == RISK and facts.authentication == "pass",
        Outcome.ACT,
        "It speaks of risk and comes from the person we wrote to.",
    ),
    (
        lambda act, facts: act == RISK,
        Outcome.PROVISIONAL,
        "It speaks of risk, but the mail host does not confirm the sender. Everyone is alerted; the sender is asked.",
    ),
    (
        lambda act, facts: facts.between_two and facts.accepted,
        Outcome.HOLD,
        "It is between two colleagues, and nobody answers for either. Ring them: each has a link of their own.",
    ),
    (
        lambda act, facts: facts.refused,
        Outcome.NOTE,
        "It answers about a form that was not sent on. The text was added, and the form is looked at again.",
    ),
    (
        lambda act, facts: not facts.case_open,
        Outcome.NOTE,
        "The case is closed. The text was added and changes nothing.",
    ),
    (
        lambda act, facts: facts.token_stage != facts.current_stage,
        Outcome.NOTE,
        "It answers a stage that has passed. The text was added and changes nothing.",
    ),
    (
        lambda act, facts: not facts.stage_is_theirs and needs_the_stage(act, facts.originating),
        Outcome.NOTE,
        "It answers a mail that asks nothing of this stage, which is other people's. The text was added and changes"
        " nothing.",
    ),
    (
        lambda act, facts: act == Act.UNCLEAR,
        Outcome.NOTE,
        "No word on its first line says what is wanted. The text was added and changes nothing.",
    ),
    (
        lambda act, facts: facts.of_another_side,
        Outcome.HOLD,
        "It answers for the person we wrote to, and comes from one of the other side: nobody speaks for both. Ask that"
        " person.",
    ),
    (
        lambda act, facts: not facts.exact and facts.is_a_colleague and not facts.between_two,
        Outcome.LINK,
        "It comes from another address of the same agency. Accept it, if they may speak for the person we wrote to;"
        " that person is asked by a signed link.",
    ),
    (
        lambda act, facts: not facts.exact,
        Outcome.LINK,
        "It comes from another address than the one we wrote to. That person is asked by a signed link.",
    ),
    (
        lambda act, facts: facts.authentication == "pass",
        Outcome.ACT,
        "It comes from the person we wrote to, about the stage that is open.",
    ),
    (
        lambda act, facts: act in RAISING and facts.originating,
        Outcome.PROVISIONAL,
        "It asks for escalation, but the mail host does not confirm the sender. They are asked by a signed link.",
    ),
    (
        lambda act, facts: act == Act.SEEN,
        Outcome.NOTE,
        "The mail host does not confirm the sender. The text was added; it does not count as an acknowledgement.",
    ),
    (
        lambda act, facts: True,
        Outcome.LINK,
        "The mail host does not confirm the sender. They are asked to confirm by a signed link.",
    ),
)


def judge(act: str, facts: Facts) -> Verdict:
    """What a reply that asks for `act`, an Act or RISK, may do: the first of RULES that applies."""
    return next(Verdict(outcome, reason) for applies, outcome, reason in RULES if applies(act, facts))
