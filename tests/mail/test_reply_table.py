"""Replies as officers write them: nearly all are understood, and none is taken for a word that it is not.

A wrong move is a word read where there is none, or another one than was meant: it could lower attention, or move a
case, that should have stayed. What is not understood costs a question; a wrong move can cost a child.
"""

from functools import cache

import pytest

from service.mail.reading.message import InboundMail
from service.mail.replies.acts import LOWERING, NEUTRAL
from service.mail.replies.reply import Act, Answer, understand
from tests.mail.reply_table import CLOTHES, Reply, replies

UNDERSTOOD = 0.98
TABLE = replies()


@cache
def answers(dressed: bool) -> list[tuple[Reply, Answer]]:
    """Each reply by itself, or each in the mail of one program, turn by turn."""
    worn = list(CLOTHES) if dressed else ["bare"]
    return [(reply, reply.read(worn[reply.number % len(worn)])) for reply in TABLE]


def test_the_table_is_long_and_has_every_word():
    assert len(TABLE) >= 300
    assert {reply.act for reply in TABLE} == set(Act)


@pytest.mark.parametrize("dressed", [False, True])
def test_nearly_every_reply_is_understood(dressed: bool):
    faults = [(reply.says, reply.act, found) for reply, answer in answers(dressed) if (found := reply.faults(answer))]
    assert len(faults) <= (1 - UNDERSTOOD) * len(TABLE), faults


@pytest.mark.parametrize("dressed", [False, True])
def test_no_reply_is_taken_for_a_word_that_it_is_not(dressed: bool):
    assert [(reply.says, reply.act, answer.act) for reply, answer in answers(dressed) if is_wrong(reply, answer)] == []


def is_wrong(reply: Reply, answer: Answer) -> bool:
    return answer.act is not Act.UNCLEAR and answer.act is not reply.act


LIGHT = ("RESOLVED", "Resolved", "AGREE", "I agree", "Agreed", "Sorted", "WITHDRAW", "Please withdraw")
UNSURE = (
    "Is it {}?", "{}?", "{}??", "If {}", "Not {}", "Never {}", "Not yet {}", "Nearly {}", "Partly {}", "Almost {}",
    "Hopefully {}",
    "They say {}", "I was told {}", "The school says {}", "We are not {}", "I would not say {}", "Nobody has {}",
    "{}, if they visit", "{} if they visit", "{} when they visit", "{} unless he moves", "{}, subject to funding",
    "{} - subject to funding", "{} but not happy", "{}, but not happy", "{}. But not by us", "{}, however we wait",
    "{}, I think", "{} I think", "{}, we hope", "{} in principle", "{} in part", "{}, except transport",
    "{} apart from one point",
    "{} or NOT RESOLVED", "{} / NOT RESOLVED", "{}, NOT RESOLVED", "{} NOT AGREED", "{}. Not resolved.",
    "{}\nNOT RESOLVED",
    "{}\nActually not resolved", "{}\n\nBut it is still not resolved.", "{}\nHowever the visit has not happened.",
    "{}? No.", "{}? You must be joking.", "{}, please escalate", "{} - please escalate", "{}\nPlease escalate.",
    "{} is not the word", "{} is what they want to hear", "\"{}\" is not what we said", "> {}", "> {}\n> thanks",
    "Should we reply {}?", "I cannot reply {}", "Do not record {}", "Please do not take this as {}",
    "Word of the day: {}",
    "Cannot {}", "We will not {}", "Unable to {}", "Refuse to {}", "Why {}?", "Who said {}", "When {} we will tell you",
)  # fmt: skip


@pytest.mark.parametrize("frame", UNSURE)
def test_no_word_that_lowers_attention_is_heard_in_a_doubt_a_question_or_a_denial(frame: str):
    heard = {word: understand(InboundMail(b"", text=frame.format(word))).act for word in LIGHT}
    assert {word: act for word, act in heard.items() if act in LOWERING} == {}


DENIED = ("Do not {}", "Don't {}", "No need to {}", "{}?", "If it fails, {}", "They may {}", "Why {}")


@pytest.mark.parametrize("frame", DENIED)
@pytest.mark.parametrize("word", ["escalate", "NOT RESOLVED", "undo", "stop", "not me", "cancel"])
def test_no_word_is_heard_in_its_denial(word: str, frame: str):
    heard = understand(InboundMail(b"", text=frame.format(word))).act
    assert heard in (*NEUTRAL, Act.NOT_ME if word == "not me" else Act.UNCLEAR)
