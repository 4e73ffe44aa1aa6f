"""Replies in the shapes that mail programs give them, as text and as HTML: what was written, to the letter."""

from pathlib import Path

import pytest

from service.mail.describe import describe

MAILS = Path(__file__).parents[1] / "mails" / "clients"
MET = "Both managers spoke on Tuesday."
NEVER_SENT = "Not resolved. The plan was never sent."
LINK = "https://protect-eu.mimecast.example/s/abc?domain=council.example"
WRITTEN = {
    "apple-mail": ("not_resolved", "Not resolved.\n\nWe meet again on Thursday."),
    "blackberry": ("not_resolved", "Not resolved"),
    "council-gateway": ("not_resolved", f"Not resolved. The plan is at {LINK}\n\nJo"),
    "council-gateway-below": ("not_resolved", "Not resolved."),
    "egress-gateway": ("not_resolved", "Not resolved.\n\nJo Harker"),
    "exchange-owa": ("more_time", "More time until Friday 11 December, please."),
    "gmail-app": ("seen", "Seen"),
    "gmail-between-the-lines": (
        "not_resolved",
        "Not resolved.\n\n> Reply RESOLVED or NOT RESOLVED. If a child is at immediate risk, ring 999.\n\n"
        "Nobody is at risk today.",
    ),
    "gmail-web": ("not_resolved", f"{NEVER_SENT}\n\nJo"),
    "gmail-web-signed": ("not_resolved", NEVER_SENT),
    "groupwise": ("not_resolved", "Not resolved. I will ring the school.\n\nJo"),
    "iphone": ("agree", "Agree"),
    "lotus-notes": ("not_resolved", "Not resolved. I will ring the school.\n\nJo"),
    "outlook-android": ("seen", "Seen, I will ring today."),
    "outlook-desktop": ("not_resolved", f"Not resolved – we couldn’t agree who convenes the meeting.\n\n{MET}"),
    "outlook-desktop-signed": ("not_resolved", f"Not resolved.\n\n{MET}"),
    "outlook-mobile": ("seen", "Seen, I will ring today."),
    "outlook-new": ("agree", "AGREE\n\nBoth sides' actions are below in the plan you have."),
    "proton": ("not_resolved", "Not resolved."),
    "samsung": ("not_resolved", "Not resolved."),
    "thunderbird": ("not_resolved", "Not resolved."),
    "thunderbird-below": ("not_resolved", "Not resolved. We are both writing\nto our directors."),
    "welsh-outlook": ("not_resolved", "Heb ei ddatrys. Not resolved."),
    "yahoo": ("not_resolved", "Not resolved."),
}


def program(path: Path) -> str:
    return path.stem.removesuffix("-html").removesuffix("-html-only")


def without_empty_quotes(text: str) -> str:
    return text.replace("\n>\n", "\n")


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.eml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_what_was_written_is_found_exactly_and_taken_at_its_word(path, line_end):
    told = describe(path.read_bytes().replace(b"\n", line_end))
    act, written = WRITTEN[program(path)]
    assert without_empty_quotes(told["reply_text"]) == written
    assert (told["kind"], told["act"], told["act_details"]["risk"]) == ("reply", act, False)
    assert told["defects"] == [] and "stage 2 is with you until 4 December 2026." in told["body_text"]


def test_every_program_has_a_mail():
    assert {program(path) for path in MAILS.glob("*.eml")} == set(WRITTEN)
