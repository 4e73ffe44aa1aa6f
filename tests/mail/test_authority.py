"""Who may do what by mail: the table of acts, and whose word on the sender counts."""

from dataclasses import replace
from itertools import product

import pytest

from service.errors import ConfigError
from service.mail.authority import RISK, Facts, Outcome, authentication, judge, rule_of
from service.mail.reading.message import read
from service.mail.replies.acts import Act

PROVEN = Facts("token", "jo@council.example", "jo@council.example", "pass", "2", "2")
ACTING = [act for act in Act if act is not Act.UNCLEAR]
HOST = "mx.parley.example"
PASS = (
    "Authentication-Results: mx.parley.example; spf=pass smtp.mailfrom=x.example;"
    " dmarc=pass (p=none) header.from=Council.example"
)
FORGED = "Authentication-Results: mx.parley.example; dmarc=pass header.from=council.example"
RECEIVED = "Received: from mail.council.example by mx.parley.example; Wed, 25 Nov 2026 10:12:00 +0000"
MICROSOFT = (
    "Authentication-Results: spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=council.example; dkim=none (message"
    " not signed)\r\n header.d=none;dmarc={} action=none\r\n header.from=council.example;compauth=pass reason=100"
)


def word(*lines: str, provider: str = "authserv-id", sender: str = "jo@council.example") -> str:
    head = "\r\n".join((*lines, f"From: Jo <{sender}>", "Subject: x"))
    return authentication(read(f"{head}\r\n\r\nWords.".encode()), rule_of(provider, HOST))


# The receiving host's word


def test_the_host_s_own_header_above_its_received_line_counts():
    assert word(PASS, RECEIVED) == "pass"
    assert word(PASS, RECEIVED, provider="embedded") == "pass"
    assert word(PASS) == "pass"


def test_a_failure_counts_whatever_else_the_header_says():
    assert word(PASS.replace("dmarc=pass", "dmarc=fail"), RECEIVED) == "fail"
    assert word(PASS + "; dmarc=fail header.from=council.example", RECEIVED) == "fail"


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (RECEIVED,),
        (RECEIVED, FORGED),
        (RECEIVED, FORGED, FORGED),
        (FORGED.replace("mx.parley", "mx.evil"), RECEIVED),
        (FORGED.replace("mx.parley.example;", ""), RECEIVED),
        ("Authentication-Results: mx.evil.example; dmarc=pass header.from=council.example", PASS, RECEIVED),
        ("Authentication-Results: mx.parley.example; none", FORGED, RECEIVED),
        (PASS.replace("dmarc=pass", "dmarc=none"), RECEIVED),
        (PASS.replace("dmarc=pass", "dmarc=temperror"), RECEIVED),
        (PASS.replace("dmarc=pass", "dmarc=bestguesspass"), RECEIVED),
        (PASS.replace("dmarc=pass", "xdmarc=pass"), RECEIVED),
        (PASS.replace("Council.example", "council.example.evil.example"), RECEIVED),
        (PASS.replace("Council.example", "evil.example"), RECEIVED),
        (PASS.replace(" header.from=Council.example", ""), RECEIVED),
        (PASS + " header.from=evil.example", RECEIVED),
        (PASS + "; dmarc=pass header.from=council.example", RECEIVED),
        ("Authentication-Results: mx.parley.example; spf=pass (dmarc=pass header.from=council.example)", RECEIVED),
        (
            'Authentication-Results: mx.parley.example; spf=pass x.y="; dmarc=pass header.from=council.example"',
            RECEIVED,
        ),
        ("Authentication-Results: mx.parley.example; spf=pass (a ; dmarc=pass header.from=council.example", RECEIVED),
        ("X-Authentication-Results: mx.parley.example; dmarc=pass header.from=council.example", RECEIVED),
        ("Authentication-Results: mx.parley.example.evil.example; dmarc=pass header.from=council.example", RECEIVED),
        (PASS.replace("dmarc=pass", "dmarc=\x00pass"), RECEIVED),
    ],
)
@pytest.mark.parametrize("provider", ["authserv-id", "embedded"])
def test_anything_but_the_host_s_plain_word_on_this_domain_is_no_word(lines, provider):
    assert word(*lines, provider=provider) == "none"


def test_the_header_of_the_host_stands_above_five_forged_ones_and_alone_counts():
    assert word(PASS.replace("dmarc=pass", "dmarc=fail"), RECEIVED, *[FORGED] * 5) == "fail"
    assert word(PASS, RECEIVED, *[FORGED.replace("=pass", "=fail")] * 5) == "pass"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((RECEIVED, RECEIVED, MICROSOFT.format("pass"), RECEIVED), "pass"),
        ((RECEIVED, MICROSOFT.format("fail"), RECEIVED, FORGED), "fail"),
        ((RECEIVED, MICROSOFT.format("none"), MICROSOFT.format("pass")), "none"),
        ((RECEIVED, FORGED), "none"),
        (
            (RECEIVED, MICROSOFT.format("pass").replace("dmarc=pass action=none\r\n header.from=council.example;", "")),
            "none",
        ),
    ],
)
def test_a_host_that_writes_no_name_is_believed_by_its_topmost_header_alone(lines, expected):
    assert word(*lines, provider="microsoft") == expected


def test_a_sender_in_doubt_never_passes():
    assert word(PASS, RECEIVED, "From: other@council.example") == "none"


@pytest.mark.parametrize(("provider", "name"), [("exim", "x"), ("", ""), ("authserv-id", ""), ("embedded", "")])
def test_an_unknown_provider_or_one_without_its_name_is_refused_with_what_to_set(provider, name):
    with pytest.raises(ConfigError, match=r"Name one of|PARLEY_AUTHSERV_ID"):
        rule_of(provider, name)


# What a reply may do


@pytest.mark.parametrize("act", [*ACTING, RISK])
@pytest.mark.parametrize("found_by", ["token", "message-id"])
def test_a_proven_person_s_word_takes_effect_however_the_case_was_found(act, found_by):
    assert judge(act, replace(PROVEN, found_by=found_by)).outcome is Outcome.ACT


@pytest.mark.parametrize("act", [Act.NOT_RESOLVED, RISK])
def test_raising_attention_without_the_host_s_word_is_provisional_on_the_originating_side(act):
    assert judge(act, replace(PROVEN, authentication="none", originating=True)).outcome is Outcome.PROVISIONAL


def test_the_receiving_side_s_not_resolved_moves_nothing_by_itself_and_needs_full_proof():
    assert judge(Act.NOT_RESOLVED, replace(PROVEN, authentication="none")).outcome is Outcome.LINK


def test_risk_is_raised_provisionally_by_either_side_and_at_any_stage():
    facts = replace(PROVEN, authentication="none", token_stage="1")
    assert judge(RISK, facts).outcome is Outcome.PROVISIONAL


LOWERING = [act for act in ACTING if act not in (Act.NOT_RESOLVED, Act.SEEN)]


@pytest.mark.parametrize("act", LOWERING)
@pytest.mark.parametrize("originating", [True, False])
def test_every_other_acting_word_without_the_host_s_word_is_answered_with_a_link(act, originating):
    facts = replace(PROVEN, authentication="none", originating=originating)
    assert judge(act, facts).outcome is Outcome.LINK


@pytest.mark.parametrize("act", ACTING)
@pytest.mark.parametrize("sender", ["other@council.example", "JO@council.example", None])
def test_another_address_than_the_one_we_wrote_to_never_acts(act, sender):
    assert judge(act, replace(PROVEN, sender=sender, originating=True)).outcome is Outcome.LINK


def test_risk_from_another_address_or_on_a_closed_case_is_held_for_a_person_to_ring():
    for facts in (replace(PROVEN, sender="other@x.example"), replace(PROVEN, case_open=False)):
        verdict = judge(RISK, facts)
        assert verdict.outcome is Outcome.HOLD and "now" in verdict.reason


def test_about_a_form_that_was_refused_a_risk_is_alerted_and_every_other_word_is_text():
    refused = replace(PROVEN, case_open=False, refused=True)
    assert judge(RISK, refused).outcome is Outcome.ACT
    assert judge(RISK, replace(refused, authentication="none")).outcome is Outcome.PROVISIONAL
    assert judge(RISK, replace(refused, sender="other@x.example")).outcome is Outcome.HOLD
    assert {judge(act, refused).outcome for act in Act} == {Outcome.NOTE}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize(
    "change", [{"case_open": False}, {"token_stage": "1"}, {"current_stage": None}, {"automatic": True}]
)
def test_on_a_closed_case_a_past_stage_or_by_a_machine_a_word_is_text_and_no_more(act, change):
    assert judge(act, replace(PROVEN, **change)).outcome is Outcome.NOTE


@pytest.mark.parametrize("authentication", ["pass", "none"])
def test_plain_text_needs_the_token_alone(authentication):
    facts = replace(PROVEN, authentication=authentication, sender="other@x.example")
    assert judge(Act.UNCLEAR, facts).outcome is Outcome.NOTE
    assert judge(Act.UNCLEAR, replace(facts, found_by=None)).outcome is Outcome.HOLD


def test_seen_without_the_host_s_word_is_a_note_and_no_acknowledgement():
    assert judge(Act.SEEN, replace(PROVEN, authentication="none")).outcome is Outcome.NOTE


EVERY = [
    Facts(found_by, "jo@x.example", sender, authenticated, stage, "2", automatic, case_open, originating)
    for found_by, sender, authenticated, stage, automatic, case_open, originating in product(
        ("token", "message-id", None), ("jo@x.example", "b@x.example", None), ("pass", "fail", "none"), ("1", "2"),
        (True, False), (True, False), (True, False),
    )
]  # fmt: skip


def test_over_all_facts_nothing_acts_without_full_proof_and_what_fails_or_has_no_token_is_held():
    for act, facts in product([*Act, RISK], EVERY):
        outcome = judge(act, facts).outcome
        if facts.authentication == "fail" or facts.found_by is None:
            assert outcome is Outcome.HOLD
        if outcome is Outcome.ACT:
            assert facts.sender == facts.holder_address and facts.authentication == "pass"
            assert facts.found_by and facts.case_open and not facts.automatic
            assert act == RISK or facts.token_stage == facts.current_stage
        if outcome is Outcome.PROVISIONAL:
            assert facts.sender == facts.holder_address and act in (Act.NOT_RESOLVED, RISK)


def test_every_reason_is_a_sentence_for_a_coordinator():
    reasons = {judge(act, facts).reason for act, facts in product([*Act, RISK], EVERY)}
    assert len(reasons) >= 12
    assert all(reason[0].isupper() and reason.endswith(".") and "token" not in reason for reason in reasons)
