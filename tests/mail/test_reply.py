"""What a reply says, by the first line that counts."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.mail.reading.message import InboundMail, read
from service.mail.replies.reply import Act, Answer, understand

MAILS = Path(__file__).parents[1] / "mails"
WEDNESDAY = datetime(2026, 11, 25, 10, 12, tzinfo=UTC)


def fixture(name: str) -> InboundMail:
    return read((MAILS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n"))


def said(text: str, on: datetime | None = WEDNESDAY) -> Answer:
    return understand(InboundMail(b"", text=text, date=on))


# The words


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("RESOLVED", Act.RESOLVED),
        ("resolved.", Act.RESOLVED),
        ("Resolved thanks", Act.RESOLVED),
        ("*RESOLVED*", Act.RESOLVED),
        ("“Resolved”", Act.RESOLVED),
        ("- Resolved", Act.RESOLVED),
        ("\u200bRESOLVED", Act.RESOLVED),
        ("RESOLVED: we agreed that the child is visited weekly", Act.RESOLVED),
        ("Resolved – plan agreed on 3 December", Act.RESOLVED),
        ("Resolved we met on Tuesday", Act.RESOLVED),
        ("All sorted, thank you", Act.RESOLVED),
        ("Sorted", Act.RESOLVED),
        ("Agreed", Act.RESOLVED),
        ("Closed", Act.RESOLVED),
        ("OK, resolved", Act.RESOLVED),
        ("NOT RESOLVED", Act.NOT_RESOLVED),
        ("not  resolved", Act.NOT_RESOLVED),
        ("Not yet resolved", Act.NOT_RESOLVED),
        ("Not fully resolved", Act.NOT_RESOLVED),
        ("isn't sorted", Act.NOT_RESOLVED),
        ("It isn’t sorted", Act.NOT_RESOLVED),
        ("This has not been resolved", Act.NOT_RESOLVED),
        ("The disagreement remains unresolved", Act.NOT_RESOLVED),
        ("Hasn't been resolved", Act.NOT_RESOLVED),
        ("No longer resolved", Act.NOT_RESOLVED),
        ("I don't think it is resolved", Act.NOT_RESOLVED),
        ("Unresolved", Act.NOT_RESOLVED),
        ("No", Act.NOT_RESOLVED),
        ("No.", Act.NOT_RESOLVED),
        ("No, not resolved", Act.NOT_RESOLVED),
        ("Still disagree", Act.NOT_RESOLVED),
        ("We still disagree", Act.NOT_RESOLVED),
        ("Escalate", Act.NOT_RESOLVED),
        ("Please escalate this", Act.NOT_RESOLVED),
        ("Next stage please", Act.NOT_RESOLVED),
        ("NOT RESOLVED: they say it is resolved", Act.NOT_RESOLVED),
        ("NOT RESOLVED - agreed to meet again on Friday", Act.NOT_RESOLVED),
        ("NOT RESOLVED: can you ring me?", Act.NOT_RESOLVED),
        ("AGREE", Act.AGREE),
        ("I agree", Act.AGREE),
        ("Yes agreed", Act.AGREE),
        ("Yes, agreed.", Act.AGREE),
        ("We both agree", Act.AGREE),
        ("NOT AGREED", Act.NOT_AGREED),
        ("Not agreed: the plan is missing", Act.NOT_AGREED),
        ("Do not agree", Act.NOT_AGREED),
        ("I don't agree", Act.NOT_AGREED),
        ("can't agree", Act.NOT_AGREED),
        ("We cannot agree", Act.NOT_AGREED),
        ("Disagree", Act.NOT_AGREED),
        ("MORE TIME 4 December", Act.MORE_TIME),
        ("We need more time please", Act.MORE_TIME),
        ("Need longer, until Friday", Act.MORE_TIME),
        ("Extension to 4 December", Act.MORE_TIME),
        ("Can't make it", Act.MORE_TIME),
        ("SEEN", Act.SEEN),
        ("Noted, thanks", Act.SEEN),
        ("Received.", Act.SEEN),
        ("ok", Act.SEEN),
        ("WITHDRAW", Act.WITHDRAW),
        ("Please withdraw", Act.WITHDRAW),
        ("Cancel", Act.WITHDRAW),
        ("UNDO", Act.UNDO),
        ("Wrong", Act.UNDO),
        ("Mistake, sorry", Act.UNDO),
        ("NOT ME", Act.NOT_ME),
        ("Not me - try sam@school.example", Act.NOT_ME),
        ("Wrong person", Act.NOT_ME),
        ("Please send to sam@school.example", Act.NOT_ME),
        ("HELP", Act.HELP),
        ("?", Act.HELP),
    ],
)
def test_a_line_that_opens_with_a_word_acts_by_it(line, act):
    assert said(f"{line}\n\nJo").act is act


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Thank you for your email.",
        "I hope this can be resolved soon",
        "This is resolved",
        "Is it resolved?",
        "Resolved?",
        "Isn't it resolved?",
        "Not resolved yet?",
        "Escalate?",
        "Do you agree?",
        "Resolved if they hold the meeting",
        "RESOLVED, subject to the plan",
        "Resolved once the referral is in",
        "Resolved, but not by us",
        "Agree in principle",
        "I agree with the school",
        "Agreed to meet on Friday",
        "Agreed, will ring tomorrow",
        "Agreed to disagree",
        "Closed cases should be looked at",
        "Resolved issues remain",
        "Resolved not resolved",
        "RESOLVED / NOT RESOLVED",
        "NOT RESOLVED / RESOLVED",
        "RESOLVED or NOT RESOLVED",
        "AGREE / NOT AGREED",
        "RESOLVED. Not agreed on transport.",
        "RESOLVED, please escalate",
        "Resolved with the head though transport is not agreed",
        "Resolved. More time until Friday.",
        "Seen this but not resolved",
        "Do not escalate",
        "Not sure this is resolved",
        "I am not sure it is resolved",
        "No problem",
        "No further action",
        "Unresolvedness is a word",
        "resolvedly",
        "OK we will meet",
        "Received a call from the school who disagree",
        "MORE TIME is not needed",
        "No more time needed",
        "Cancel the meeting",
        "Help the child",
        "Wrong number rang",
        "Out of office until Monday",
        "See attached",
        "👍",
    ],
)
def test_a_question_a_condition_a_plan_two_words_or_a_mere_mention_is_unclear(line):
    assert said(f"{line}\n\nJo").act is Act.UNCLEAR


@pytest.mark.parametrize(
    "above",
    [
        "Hi",
        "Hi Jo,",
        "Dear all,",
        "Good morning Ms Adeyemi,",
        "Hello team -",
        "Thank you for your email.",
        "Thanks Jo",
        "Dear Sir or Madam,",
        "[EXTERNAL]",
        "CAUTION: This email originated from outside the organisation.",
        "CAUTION: This email originated from outside of the council. Do not click links\nunless you know the sender.\n",
        "You don't often get email from desk@parley.example. Learn why this is important",
        "*** External email: do not click on links ***",
        "OFFICIAL-SENSITIVE",
        "Classification: OFFICIAL\n",
        "This message was sent securely using Egress Protect\n",
        "ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nAsk us.\nZjQcmQRYFpfptBannerEnd",
        "On 25/11/2026 09:30, the desk wrote:\n> NOT AGREED\n> UNDO",
        "\n\n  \n",
    ],
)
@pytest.mark.parametrize(("word", "act"), [("RESOLVED", Act.RESOLVED), ("Not resolved, still", Act.NOT_RESOLVED)])
def test_greetings_warnings_and_quotes_above_the_word_are_passed_over(above, word, act):
    assert said(f"{above}\n{word}\nSeen.").act is act


@pytest.mark.parametrize(
    "line", ["Hi Jo, resolved thanks", "Hi resolved", "Dear all - RESOLVED", "[EXTERNAL] RESOLVED", "Thanks. Resolved."]
)
def test_a_word_behind_a_greeting_on_the_same_line_acts(line):
    assert said(line).act is Act.RESOLVED


def test_a_greeting_of_everybody_does_not_swallow_the_answer():
    assert said("Hello all not resolved").act is Act.NOT_RESOLVED
    assert said("Hi team we met twice about this\nRESOLVED").act is Act.UNCLEAR


def test_a_word_over_more_lines_than_anybody_writes_does_not_act():
    assert said("RESOLVED\n" + "We met.\n" * 300).act is Act.RESOLVED
    assert said("RESOLVED\n" + "We met.\n" * 500).act is Act.UNCLEAR


def test_only_the_first_line_that_counts_decides():
    assert said("We met on Tuesday.\nRESOLVED").act is Act.UNCLEAR
    answer = said("NOT RESOLVED\nRESOLVED")
    assert answer.act is Act.NOT_RESOLVED and answer.first_line == "NOT RESOLVED"


# Mails as programs write them


@pytest.mark.parametrize(
    ("name", "act", "kept", "left_out"),
    [
        ("reply-gmail", Act.RESOLVED, "We met on Tuesday.", "Sefton Primary"),
        ("reply-outlook-desktop", Act.NOT_RESOLVED, "I rang Ms Adeyemi", "Sefton Primary"),
        ("reply-outlook-html-only-base64", Act.NOT_RESOLVED, "who convenes", "ring 999"),
        ("reply-outlook-new-html-only", Act.AGREE, "both sides’ actions", "NOT AGREED"),
        ("reply-outlook-mobile", Act.MORE_TIME, "duty manager", "Get Outlook"),
        ("reply-apple-mail", Act.SEEN, "chronology together", "Sent from my"),
        ("reply-groupwise", Act.NOT_RESOLVED, "before noon", "Sefton Primary"),
        ("reply-bottom-posted", Act.RESOLVED, "strategy meeting", "Service Manager"),
        ("reply-interleaved", Act.UNCLEAR, "We met twice", "NOT RESOLVED"),
        ("reply-under-a-warning", Act.RESOLVED, "plan agreed with the head", "Sefton Primary"),
        ("reply-latin1-that-is-windows", Act.NOT_RESOLVED, "école", "\ufffd"),
        ("reply-without-an-answer", Act.UNCLEAR, "", "RESOLVED"),
        ("mail-with-a-mail-attached", Act.UNCLEAR, "see the attached", "RESOLVED"),
        ("out-of-office-exchange", Act.UNCLEAR, "out of the office", "nothing"),
    ],
)
def test_a_reply_of_each_mail_program_is_understood_apart_from_what_it_quotes(name, act, kept, left_out):
    answer = understand(fixture(name))
    assert answer.act is act
    assert kept in answer.said and left_out not in answer.said
    assert not answer.risk


# Hostile and odd texts


@pytest.mark.parametrize(
    "text",
    [
        "> " * 500_000,
        "--" + " " * 1_000_000 + "x",
        "> x\n" * 200_000,
        ("On 1 " + "schrieb " * 30 + ":\n") * 3000,
        "not yet " * 100_000,
        "* _ " * 200_000,
        "[external" * 100_000,
        "a" * 1_000_000,
        "From: x\n" * 100_000,
        "not at immediate risk " * 30_000,
    ],
)
def test_a_text_made_to_be_slow_is_understood_in_little_time(text):
    started = time.process_time()  # its own time: the machine may be busy with something else
    said(text)
    assert time.process_time() - started < 3


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_understood_as_something(text):
    answer = said(text)
    assert answer.act in Act and isinstance(answer.risk, bool)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["RESOLVED", "AGREE", "WITHDRAW", "UNDO"]))
def test_no_text_in_a_quote_makes_a_reply_act(before, word):
    quote = "\n".join(f"> {line}" for line in (*before.split("\n"), word))
    assert said(f"See what they wrote.\n{quote}\n").act is Act.UNCLEAR
