"""What a person wrote, apart from what they answer."""

import pytest

from service.mail.replies.quoted import Written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mine\n> old\nMine too", "Mine\nMine too"),
        ("Mine\n\nOn Fri, 4 Dec 2026 at 10:12, Jo <jo@x.example> wrote:\n\nold", "Mine"),
        ("Mine\n\nOn Fri, 4 Dec 2026 at 10:12,\nJo Smith <jo@x.example>\nwrote:\n> old\n\nMine", "Mine\n\n\nMine"),
        ("Mine\n\nAm 04.12.2026 um 10:12 schrieb Jo Smith <jo@x.example>:\nalt", "Mine"),
        ("Mine\n\nLe 4 déc. 2026 à 10:12, Jo <jo@x.example> a écrit :\nvieux", "Mine"),
        ("Mine\n-----Original Message-----\nold", "Mine"),
        ("Mine\n---------- Forwarded message ---------\nold", "Mine"),
        ("Mine\nBegin forwarded message:\nold", "Mine"),
        ("Mine\n\nForwarded message:\nold", "Mine"),
        ("Mine\n\nDébut du message réexpédié :\nvieux", "Mine"),
        ("Mine\nFrom: Jo <jo@x.example>\nSent: Friday, 4 December 2026 10:12\nold", "Mine"),
        ("Mine\nFrom: Jo\nSent: Friday 4 December 2026\nMine", "Mine\nFrom: Jo\nSent: Friday 4 December 2026\nMine"),
        ("Mine\n\n*From:* Jo\n*Sent:* Friday\n*To:* Sam\n*Subject:* x\n\nold", "Mine"),
        ("Mine\n\nDate: Friday\nFrom: Jo\nTo: Sam\n\nold", "Mine"),
        ("Mine\n________________________________\nFrom: Jo\nSent: Friday\nSubject: x\nold", "Mine"),
        ("Mine\n________________________________\nMine too", "Mine\n________________________________\nMine too"),
        (
            "From: the school's view, we met.\nSent: a letter too.",
            "From: the school's view, we met.\nSent: a letter too.",
        ),
        ("On 3 December the head wrote:\nno meeting yet.", "On 3 December the head wrote:\nno meeting yet."),
        ("On Monday we met. Jo wrote: nothing", "On Monday we met. Jo wrote: nothing"),
    ],
)
def test_only_what_is_plainly_quoted_is_left_out(text, written):
    assert Written(text).unquoted == written


@pytest.mark.parametrize("mark", ["\ufeff", "\u200e", "\u2060", "\u202a"])
def test_a_mark_that_nobody_sees_before_a_quote_makes_it_nobody_elses(mark):
    assert Written(f"{mark}> RESOLVED\n> and why\n\nI will answer.").said == "I will answer."


def test_a_signature_ends_at_the_next_quote_and_answers_below_it_are_kept():
    text = "First.\n-- \nJo\n> old\nSecond."
    assert Written(text).said == "First.\nSecond."
    assert Written(text).unquoted == "First.\n--\nJo\nSecond."


ORIGINAL = "-----Original Message-----\nFrom: Sefton desk\nSent: 25 November 2026 09:30\nTo: Jo\nSubject: x\n\n"
HEAD = "On Wed, 25 Nov 2026 at 09:30, Sefton desk <sefton@parley.example> wrote:\n"


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        (f"{HEAD}> Is it resolved?\n\nNot resolved.", "Not resolved.", "Not resolved."),
        (f"{ORIGINAL}> Is it resolved?\n\nNot resolved.", "Not resolved.", "Not resolved."),
        (f"Hello.\n{ORIGINAL}> Is it?\n\nNo.", "Hello.\n\n\nNo.", "Hello.\n\n> Is it?\n\nNo."),
        (f"{HEAD}> One?\nYes.\n> Two?\nNo.", "Yes.\nNo.", "Yes.\n> Two?\nNo."),
        (f"{ORIGINAL}RESOLVED or NOT RESOLVED?", "", "RESOLVED or NOT RESOLVED?"),
        (f"{HEAD}\nRESOLVED or NOT RESOLVED?", "", "RESOLVED or NOT RESOLVED?"),
        (f"Not resolved.\n\n{HEAD}\nRESOLVED or NOT RESOLVED?", "Not resolved.", "Not resolved."),
        (f"My answers are below.\n\n{HEAD}\n1. When?\nMonday.", "My answers are below.",
         "My answers are below.\n\n\n1. When?\nMonday."),
        (f"See my comments in red.\n{ORIGINAL}1. When? Monday.", "See my comments in red.",
         "See my comments in red.\n\n1. When? Monday."),
        ("-- \nJo\n\n> old\nNot resolved.", "--\nJo\n\nNot resolved.", "--\nJo\n\n> old\nNot resolved."),
        (f"No.\n\n-- \nJo\n\n{HEAD}> old", "No.\n", "No."),
        (f"No.\n\n{HEAD}> old\n\n-- \nJo", "No.\n\n", "No."),
        (f"Not resolved. {HEAD}> Is it?", "Not resolved.", "Not resolved."),
        (f"We met.\nNot resolved--- {HEAD}> Is it?", "We met.\nNot resolved", "We met.\nNot resolved"),
        (f"Not resolved. {HEAD.replace(' <', chr(10) + '<')}\nIs it?", "Not resolved.", "Not resolved."),
        ("We met. On 3 December at 10:11 the head wrote:\nNo.", "We met. On 3 December at 10:11 the head wrote:\nNo.",
         "We met. On 3 December at 10:11 the head wrote:\nNo."),
        (f"See my note below. No.\n\n{HEAD}\nIs it?", "See my note below. No.", "See my note below. No."),
        (f"See my note below.\n\n{HEAD}\n1. When?\nMonday.", "See my note below.",
         "See my note below.\n\n1. When?\nMonday."),
        ("No.\n---- Sefton desk wrote ----\n\nIs it?", "No.", "No."),
        ("No.\n-----Reply Message-----\n\nIs it?", "No.", "No."),
        ("No.\nFrom: jo@x.example Date: Thu, 24 Mar 2026 08:07:12 -0700\nIs it?", "No.", "No."),
        ("No.\n\nOn 11-Apr-2026, at 6:54 PM, Jo Harker <jo@x.example> sent:\n\n> Is it?", "No.", "No."),
        ("Ei.\n\npe 20. lokakuuta 2026 klo 17.50 Jo Harker\n<jo@x.example> kirjoitti:\n\nIs it?", "Ei.", "Ei."),
        ("On Monday we met, and on Tuesday.", "On Monday we met, and on Tuesday.", "On Monday we met, and on Tuesday."),
    ],
)  # fmt: skip
def test_no_answer_is_lost_wherever_it_stands(text, said, shown):
    assert Written(text).said.split() == said.split()
    assert Written(text).in_context.split() == shown.split()
