"""Every act of `parley case`: what it leads to, and the lines that it leaves in the case's audit."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from service.commands.case import ACTS
from tests.intake.desk import BEACON, PEARL, SIENNA, TULIP, UMBER, WHY, Parley, act, refused
from tests.intake.house import IN_LIVERPOOL, House

BOARD_MEMBER = "russet.barometer@liverpool-partnership.example"
MANAGER = "jay.turnstone@dunelands-health.example"
Facts = dict[str, Any]


@dataclass(frozen=True)
class Typed:
    """An act as it is typed, in a case that was notified with `answers` and led on by the words of `before`."""

    words: tuple[str, ...]
    event: str
    leads_to: Callable[[Facts], bool]
    answers: dict[str, str] = field(default_factory=dict)
    before: tuple[tuple[str, ...], ...] = ()
    second: str = ""

    @property
    def partnership(self) -> str:
        return self.answers.get("area", "Sefton").lower()

    @property
    def name(self) -> str:
        return {"sefton": PEARL, "liverpool": UMBER, "lincolnshire": TULIP}[self.partnership]


def owes(facts: Facts, id: str) -> bool:
    return any(duty["id"] == id for duty in facts["owed"])


def asked(facts: Facts, id: str) -> str:
    return next(str(duty["with"]) for duty in facts["owed"] if duty["id"] == id)


def papers(facts: Facts, kind: str) -> list[str]:
    return [paper["about"] for paper in facts["written"] if paper["kind"] == kind]


def agreed(facts: Facts, id: str) -> str:
    return next(str(duty["agreed"])[:10] for duty in facts["owed"] if duty["id"] == id)


def written(facts: Facts, kind: str) -> int:
    return sum(mail["kind"] == kind for mail in facts["out"])


IN_LINCOLNSHIRE = {
    "area": "Lincolnshire", "your_name": "Barley Furrow", "your_agency": "Sluice Bank Primary School",
    "your_email": "barley.furrow@sluice-bank.example", "their_agency": "Reedbed Community Health Trust", "stage": "1",
    "subject": "child",
}  # fmt: skip
AT_RISK, STRANGER = {"risk": "yes"}, {"your_email": "skipper.lugworm@elsewhere.example"}
TO_THE_MANAGER = ("--for", "r1", "--role", "safeguarding_lead", "--to", MANAGER)

EVERY_ACT = (
    Typed(("move",), "NotResolved", lambda facts: facts["stage"] == "3"),
    Typed(("resolved", "--for", "r1"), "Resolved", lambda facts: owes(facts, "2.agree@o")),
    Typed(("decided",), "Decided", lambda facts: facts["state"] == "resolved", before=(("move",), ("move",))),
    Typed(("agree-date", "--duty", "2.meeting", "--until", "2026-12-09"), "DateAgreed",
          lambda facts: agreed(facts, "2.meeting") == "2026-12-09"),
    Typed(("withdraw",), "Withdrawn", lambda facts: facts["state"] == "withdrawn"),
    Typed(("redirect", *TO_THE_MANAGER), "Redirected", lambda facts: written(facts, "routed") == 3),
    Typed(("close", "--second", BEACON), "Closed", lambda facts: facts["state"] == "ended without agreement",
          second=BEACON),
    Typed(("release",), "Released", lambda facts: not facts["being_checked"] and facts["stage"] == "2", STRANGER),
    Typed(("not-sent-on", "--answer", "sent twice"), "Refused", lambda facts: facts["state"] == "refused", STRANGER),
    Typed(("check-again",), "LookedAtAgain", lambda facts: facts["state"] == "open" and owes(facts, ".check#2"),
          STRANGER, before=(("not-sent-on", "--answer", "other"),)),
    Typed(("done", "--duty", "2.talk"), "Done", lambda facts: not owes(facts, "2.talk")),
    Typed(("feedback", "--duty", "2.feedback"), "FeedbackGiven", lambda facts: not owes(facts, "2.feedback"),
          before=(("move",),)),
    Typed(("name", "--duty", "4.name-member", "--to", BOARD_MEMBER), "Named",
          lambda facts: not owes(facts, "4.name-member"), IN_LIVERPOOL, before=(("move",),)),
    Typed(("risk-answered",), "RiskAnswered", lambda facts: not owes(facts, "urgent.alert"), AT_RISK),
    Typed(("lower-risk", "--second", BEACON), "RiskLowered", lambda facts: facts["risk"] == "", AT_RISK,
          second=BEACON),
    Typed(("turn", "--duty", "2.escalate@o"), "Done", lambda facts: asked(facts, "2.escalate@o") == "team manager"),
    Typed(("considered", "--duty", "1.professionals-meeting"), "Considered",
          lambda facts: not owes(facts, "1.professionals-meeting"), IN_LIVERPOOL | {"stage": "1"},
          before=(("done", "--duty", "1.act"),)),
    Typed(("refuse", "--duty", "2.check"), "GateRefused", lambda facts: not owes(facts, "2.check"), IN_LINCOLNSHIRE,
          before=(("move",),)),
    Typed(("risk",), "RiskStated", lambda facts: facts["risk"] == "standing"),
    Typed(("still-concerned",), "StillConcerned", lambda facts: facts["state"] == "open",
          before=(("resolved",), ("resolved", "--for", "r1"))),
    Typed(("meeting", "--on", "2026-12-01T14:00"), "MeetingSet", lambda facts: written(facts, "meeting") > 0),
    Typed(("undertake", "--plan", "action", "--for", "r1", "--until", "2026-12-04"), "Agreed",
          lambda facts: owes(facts, "2.action") and papers(facts, "action") == ["2.action"]),
    Typed(("on-file", "--stage", "2", "--record", "record of the discussions"), "RecordKept",
          lambda facts: [one["kept"] for one in facts["on_file"]] == [True, False], before=(("move",),)),
    Typed(("status", "--child", "c1", "--to", "looked after"), "StatusChanged",
          lambda facts: facts["about"][0]["status"] == "looked after"),
    Typed(("know", "--fact", "levels_of_need_reviewed=yes"), "Answered",
          lambda facts: owes(facts, "urgent.service-managers"), IN_LIVERPOOL | {"stage": "2"}, before=(("risk",),)),
    Typed(("debrief",), "DebriefAsked", lambda facts: written(facts, "debrief") > 0),
    Typed(("note",), "ToldMore", lambda facts: papers(facts, "note") == [""]),
    Typed(("minutes",), "ToldMore", lambda facts: papers(facts, "minutes") == [""]),
    Typed(("panel",), "ToldMore", lambda facts: papers(facts, "panel") == [""], IN_LIVERPOOL),
    Typed(("received", "--on", "2026-11-26"), "OfficeNoted", lambda facts: "received" in facts["office"], IN_LIVERPOOL),
    Typed(("notified", "--on", "2026-11-26"), "OfficeNoted", lambda facts: "notified" in facts["office"], IN_LIVERPOOL),
    Typed(("hand-over", "--to", "complaint"), "HandedOver", lambda facts: facts["state"] == "handed over"),
    Typed(("undo",), "Undone", lambda facts: facts["stage"] == "2", before=(("move",),)),
    Typed(("close", "--second", SIENNA), "Closed", lambda facts: facts["state"] == "ended without agreement",
          IN_LIVERPOOL | {"stage": "1"}, second=SIENNA),
)  # fmt: skip


def test_no_act_is_forgotten() -> None:
    of_two_cases = {"same-as", "part"}  # tried where there are two: tests/desk/test_pairing
    assert {typed.words[0] for typed in EVERY_ACT} | of_two_cases == set(ACTS)


@pytest.mark.parametrize("typed", EVERY_ACT, ids=lambda typed: f"{typed.words[0]}-{typed.partnership}")
def test_an_act_does_what_it_says_and_is_audited_with_who_and_why(house: House, parley: Parley, typed: Typed) -> None:
    reference = house.notify(partnership=typed.partnership, **typed.answers).reference
    for words in typed.before:
        act(parley, reference, *words, name=typed.name)
    facts, before = shown(parley, reference), house.audited(reference)
    assert not typed.leads_to(facts), "it must be the act that leads there"

    act(parley, reference, *typed.words, name=typed.name)

    facts, who = shown(parley, reference), house.holder(typed.name)
    assert typed.leads_to(facts)
    assert facts["history"][-1].endswith(f"{typed.event} by {who}")
    lines = house.audited(reference)[len(before) :]
    assert lines[-1] == (who, typed.event, {"version": len(facts["history"])})
    second = {"second": house.holder(typed.second)} if typed.second else {}
    assert [detail for actor, action, detail in lines if (actor, action) == (who, "reason")] == [{"why": WHY, **second}]
    assert facts["audit_faults"] == []


def test_an_answer_that_a_question_does_not_offer_is_refused(house: House, parley: Parley) -> None:
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL | {"stage": "2"}).reference
    before = shown(parley, reference)["history"]

    why_not = refused(parley, reference, "know", "--fact", "levels_of_need_reviewed=perhaps", name=UMBER)

    assert "levels_of_need_reviewed is answered with yes or no." in why_not
    assert shown(parley, reference)["history"] == before


def shown(parley: Parley, reference: str) -> Facts:
    facts: Facts = json.loads(parley("case", reference, "show", "--json")[1])
    return facts
