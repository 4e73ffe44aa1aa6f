"""Cases 52 to 63 of the checklist: what was written anew. Replies of many programs: tests/mail/test_clients.py."""

import time

import pytest

from service.mail.describe import describe
from tests.mail.checklist.bytes import REPLY, Case, check, mail, reply, table

WORDS = "Not resolved."
SAID = {"reply_text": WORDS, "act": "not_resolved"}
DESK = "Sefton desk <sefton@parley.example>"
OLD = "> Is it resolved?\n> RESOLVED or NOT RESOLVED?\n"
ON = f"On Wed, 25 Nov 2026 at 09:30, {DESK} wrote:\n"
BLOCK = f"From: {DESK}\nSent: 25 November 2026 09:30\nTo: Jo\nSubject: x\n\nRESOLVED?\n"
HEADS = {
    "one line": ON,
    "two lines": "On Wed, 25 Nov 2026 at 09:30, Sefton desk\n<sefton@parley.example> wrote:\n",
    "three lines": "On Wed, 25 Nov 2026 at 09:30,\nSefton desk <sefton@parley.example>\nwrote:\n",
    "leading spaces": f"   {ON}",
    "cs": "Dne 25. 11. 2026 v 9:30 Sefton desk <sefton@parley.example> napsal(a):\n",
    "da": "Den 25. nov. 2026 kl. 09.30 skrev Sefton desk <sefton@parley.example>:\n",
    "de": "Am 25.11.2026 um 09:30 schrieb Sefton desk <sefton@parley.example>:\n",
    "es": "El mié, 25 nov 2026 a las 9:30, Sefton desk (<sefton@parley.example>) escribió:\n",
    "fr": "Le mer. 25 nov. 2026 à 09:30, Sefton desk <sefton@parley.example> a écrit :\n",
    "it": "Il giorno mer 25 nov 2026 alle ore 09:30 Sefton desk <sefton@parley.example> ha scritto:\n",
    "nl": "Op wo 25 nov. 2026 om 09:30 schreef Sefton desk <sefton@parley.example>:\n",
    "no": "ons. 25. nov. 2026 kl. 09:30 skrev Sefton desk <sefton@parley.example>:\n",
    "pl": "śr., 25 lis 2026 o 09:30 Sefton desk <sefton@parley.example> napisał(a):\n",
    "pt": "Em quarta, 25 de nov. de 2026 às 09:30, Sefton desk <sefton@parley.example> escreveu:\n",
    "ru": "ср, 25 нояб. 2026 г. в 09:30, Sefton desk <sefton@parley.example>:\n",
    "sv": "Den ons 25 nov. 2026 kl 09:30 skrev Sefton desk <sefton@parley.example>:\n",
    "uk": "ср, 25 лист. 2026 р. о 09:30 Sefton desk <sefton@parley.example> пише:\n",
    "vi": "Vào Th 4, 25 thg 11, 2026 vào lúc 09:30 Sefton desk <sefton@parley.example> đã viết:\n",
    "ja": "2026年11月25日(水) 9:30 Sefton desk <sefton@parley.example>:\n",
    "zh": "Sefton desk <sefton@parley.example> 于2026年11月25日周三 09:30写道:\n",
    "cy": "Ar 25 Tach 2026 09:30, ysgrifennodd Sefton desk <sefton@parley.example>:\n",
}
BLOCKS = {
    "no separator": BLOCK,
    "bold": BLOCK.replace("From:", "*From:*")
    .replace("Sent:", "*Sent:*")
    .replace("To:", "*To:*")
    .replace("Subject:", "*Subject:*"),
    "date first": f"Date: 25 November 2026 09:30\nFrom: {DESK}\nTo: Jo\nSubject: x\n\nRESOLVED?\n",
    "a line above": f"{'_' * 32}\n{BLOCK}",
    "original message": f"-----Original Message-----\n{BLOCK}",
    "de": f"Von: {DESK}\nGesendet: 25. November 2026\nAn: Jo\nBetreff: x\n\nRESOLVED?\n",
    "cy": f"Oddi wrth: {DESK}\nAnfonwyd: 25 Tachwedd 2026\nAt: Jo\nPwnc: x\n\nRESOLVED?\n",
}

CASES = [
    *(Case(52 if len(name) > 2 else 53, name, reply(f"{WORDS}\n\n{head}{OLD}"), SAID) for name, head in HEADS.items()),
    *(Case(54, name, reply(f"{WORDS}\n\n{block}"), SAID) for name, block in BLOCKS.items()),
    Case(55, "on top", reply(f"{WORDS}\n\n{ON}{OLD}"), SAID),
    Case(55, "below", reply(f"{ON}{OLD}\n{WORDS}"), SAID),
    Case(
        55,
        "between",
        reply(f"{ON}> Is it?\n\n{WORDS}\n\n> Risk?\n\nNone."),
        {"reply_text": f"{WORDS}\n\n> Risk?\n\nNone.", "act": "not_resolved"},
    ),
    Case(
        56,
        "begins with On",
        reply("On Monday we met. It is not resolved."),
        {"reply_text": "On Monday we met. It is not resolved."},
    ),
    Case(
        56,
        "speaks of a desk",
        reply("Sent from my desk it looks sorted, from theirs it does not.\nWe met."),
        {"reply_text": ("from theirs it does not.",)},
    ),
    Case(57, "two dashes and a space", reply(f"{WORDS}\n-- \nJo Harker\nTeam manager"), SAID),
    Case(57, "a name behind a dash", reply(f"{WORDS}\n\n-Jo"), SAID),
    Case(57, "a device", reply(f"{WORDS}\n\nSent from my iPhone"), SAID),
    Case(57, "a list's footer", reply(f"{WORDS}\n{'_' * 40}\nheads mailing list\nheads@x.example"), SAID),
    Case(57, "below the quote", reply(f"{ON}{OLD}\n{WORDS}\n\n-- \nJo"), SAID),
    Case(
        57,
        "dashes inside a line",
        reply("Not resolved -- the plan is late."),
        {"reply_text": "Not resolved -- the plan is late."},
    ),
    Case(
        58,
        "Gmail's HTML",
        mail(
            f"{REPLY}Content-Type: text/html",
            f'<div>{WORDS}<div class="gmail_signature">Jo</div></div>'
            '<div class="gmail_quote"><blockquote>RESOLVED?</blockquote></div>',
        ),
        SAID,
    ),
    Case(
        58,
        "a ruler and header lines",
        mail(
            f"{REPLY}Content-Type: text/html",
            f"<p>{WORDS}</p><hr><p>{BLOCK.replace('<', '&lt;')}".replace("\n", "<br>"),
        ),
        SAID,
    ),
    Case(
        58,
        "Outlook for Mac",
        mail(f"{REPLY}Content-Type: text/html", f"<p>{WORDS}</p><span id=OLK_SRC_BODY_SECTION>RESOLVED?</span>"),
        SAID,
    ),
    Case(
        59,
        "a disclaimer between stars",
        reply(f"{WORDS}\n\n{'*' * 60}\nThis email is confidential and intended solely for Jo.\n{'*' * 60}"),
        SAID,
    ),
    Case(59, "a virus notice", reply(f"{WORDS}\n\nThis email has been scanned for viruses."), SAID),
    Case(
        59,
        "a warning on top",
        reply(f"CAUTION: This email originated from outside the council.\nDo not click links.\n\n{WORDS}"),
        SAID,
    ),
    Case(60, "nothing but a quote", reply(f"{ON}{OLD}"), {"act": "unclear", "body_text": ("RESOLVED or",)}),
    Case(60, "nothing but a signature", reply("-- \nJo Harker"), {"act": "unclear", "body_text": ("Jo Harker",)}),
    Case(60, "a thumb", reply("👍"), {"reply_text": "👍", "act": "unclear"}),
    Case(60, "+1", reply("+1"), {"reply_text": "+1", "act": "unclear"}),
    Case(
        61,
        "bullets and indentation",
        reply("1. No\n  - never\n\t* once\n    code()"),
        {"reply_text": "1. No\n  - never\n\t* once\n    code()"},
    ),
    Case(61, "usenet", reply(f"In article <a@x.example>, Sefton wrote:\n{OLD}\n{WORDS}"), SAID),
]


@table(CASES)
def test_what_was_written_anew_is_found(case: Case):
    told = describe(case.raw)
    check(case, told)
    assert not told["defects"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            f"{WORDS}\n{ON}" + "> old words of the desk, again and again\n" * 18_000, id="62 a quote of 750 KB"
        ),
        pytest.param(f"{WORDS}\n" + "-" * 5000 + "\n> old", id="62 a marker of 5,000 signs"),
        pytest.param(f"{WORDS}\n" + "On Monday, " * 100_000, id="62 a line of a megabyte"),
        pytest.param(f"{WORDS}\n" + "> " * 500_000, id="62 a megabyte of quote marks"),
        pytest.param(
            f"{WORDS}\n" + "Buy now http://x.example/a?b=c Sent from my shop\n" * 20_000, id="63 spam of 20,000 lines"
        ),
        pytest.param(f"{WORDS}\n" + "From: a\nTo: b\n" * 20_000, id="63 header lines for ever"),
    ],
)
def test_the_time_it_takes_is_short_and_the_answer_is_found(words):
    started = time.process_time()
    told = describe(reply(words))
    assert time.process_time() - started < 1
    assert told["act"] == "not_resolved" and told["reply_text"].startswith(WORDS)
