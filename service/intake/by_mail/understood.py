"""A reply as it was understood: whose it is, what it says, about which stage, and what it may do (`mail.authority`)."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from forms.notification.agencies import one_mailbox
from service.escalation.actors import Actor
from service.escalation.case import ORIGINATING, Case, State
from service.intake.by_mail.answerer import Answerer
from service.intake.by_mail.enclosed import Enclosed
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.reply_acts import OF_ANY_CASE, OF_NO_STAGE, WORDS, paper_of_the_last_act
from service.mail.authority import RISK, Facts, Outcome, Verdict, judge
from service.mail.replies.acts import Act
from service.mail.replies.reply import Answer
from service.store.papers import Paper
from service.telling.errand import Errand
from service.telling.recipients import by_id
from service.telling.speaking import actor_of, may_speak_of_the_stage

CONFIRMED_BY = ("recorded", "acknowledged")  # the mails that say what was recorded


@dataclass(frozen=True)
class Reading:
    """A reply, whose it is, and what it may do."""

    inbound: Inbound
    session: Session
    errand: Errand
    answerer: Answerer
    said: Answer
    verdict: Verdict
    on_risk: Verdict | None
    actor: Actor
    stage: str
    facts: Facts
    enclosed: Enclosed = None

    @property
    def proven(self) -> bool:
        return self.facts.exact and self.facts.authentication == "pass"

    @property
    def answered_about(self) -> str:
        """The stage that an answer to them is about, and so their next token: as little as that of theirs."""
        return self.stage if self.facts.stage_is_theirs else self.answerer.stage

    @property
    def adds_to(self) -> str:
        """What plain words are kept as that answer what we recorded: what we asked for, or what they forgot."""
        answers = self.proven and self.said.act is Act.UNCLEAR and self.answerer.answers in CONFIRMED_BY
        return paper_of_the_last_act(self.errand, self.answerer.holder) if answers else ""

    @cached_property
    def paper(self) -> Paper | None:
        """What their words are kept as: of a word that acts, or in answer to what we asked for."""
        word = WORDS.get(self.said.act)
        kind = self.adds_to if word is None else word.paper if self.verdict.outcome is Outcome.ACT else ""
        if not kind or not self.said.said.strip():
            return None
        says = {"said": self.said.said, **({"who": self.said.who} if self.said.who else {})}
        return Paper(kind, self.stage, self.actor.slot, self.answerer.holder, says)

    @property
    def why_held(self) -> str:
        """Why a person must read it first, the risk before all else; empty: it need not wait."""
        return next((one.reason for one in (self.on_risk, self.verdict) if one and one.outcome is Outcome.HOLD), "")


def reading_of(inbound: Inbound, session: Session, case: Case, answerer: Answerer, said: Answer) -> Reading:
    """The reply as things stand in that case; nothing is done."""
    service = inbound.service
    errand = Errand(service, session, answerer.case_id, case, inbound.at, answerer.holder)
    stage = case.spoken_of(answerer.stage)
    actor = actor_of(errand, answerer.holder, stage)
    found = by_id(errand, answerer.holder).holders
    facts = Facts(
        found_by="token" if answerer.found_by == "token" else "message-id",
        holder_address=found[0].email.lower() if found else None,
        sender=found[0].email.lower() if found and inbound.is_vouched_for else inbound.mail.sender,
        authentication=inbound.proof,
        token_stage=stage,
        current_stage=stage if case.is_at(stage) or not case.is_open or said.act in OF_NO_STAGE else None,
        case_open=case.is_open or said.act in OF_ANY_CASE,
        between_two=case.between_two,
        accepted=inbound.is_vouched_for,
        refused=case.state is State.REFUSED and said.act not in OF_ANY_CASE,
        originating=actor.slot == ORIGINATING,
        of_another_side=_is_of_another_side(errand, actor, inbound.mail.sender or ""),
        stage_is_theirs=may_speak_of_the_stage(errand, actor, answerer.stage),
    )
    on_risk = judge(RISK, facts) if said.risk else None
    return Reading(inbound, session, errand, answerer, said, judge(said.act, facts), on_risk, actor, stage, facts)


def _is_of_another_side(errand: Errand, actor: Actor, sender: str) -> bool:
    """Whether it was sent by a person of the case who stands on another side than the one they would answer for."""
    sides = {one.slot for one in errand.people if one_mailbox(one.email, sender)}
    return bool(actor.slot and sides) and actor.slot not in sides
