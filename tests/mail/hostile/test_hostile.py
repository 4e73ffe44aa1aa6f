"""Whatever is sent, reading it raises nothing, takes no second, drops no word in silence and lets no control by."""

import re
import time
import unicodedata

import pytest

from service.mail.describe import described
from service.mail.reading.message import InboundMail, read
from tests.mail.hostile.vectors import WORDS, all_of_them

VECTORS = list(all_of_them())
NEVER_SHOWN = {"Cc", "Cs", "Zl", "Zp"}
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SLOWEST = 1  # second of work


def one_line_values(mail: InboundMail) -> list[str]:
    ids = (mail.message_id, *mail.in_reply_to, *mail.references)
    names = [file.name for file in mail.attachments]
    return [mail.subject, mail.sender or "", mail.sender_name, mail.shown_name, *ids, *mail.recipients, *names]


@pytest.mark.parametrize(("name", "raw"), VECTORS, ids=[re.sub(r"[^ -~]|[\[\]]", "?", name) for name, _ in VECTORS])
def test_nothing_that_is_sent_harms_its_reader(name, raw):
    started = time.process_time()
    mail = read(raw)
    told = described(mail)
    assert time.process_time() - started < SLOWEST
    assert mail.raw == raw
    kept = WORDS in told["body_text"] or any(WORDS.encode() in file.content for file in mail.attachments)
    assert kept or mail.defects or WORDS.encode() not in raw, "words were lost in silence"
    for value in one_line_values(mail):
        assert not {unicodedata.category(sign) for sign in value} & NEVER_SHOWN, value
        assert not TURNS.search(value), value
    for file in mail.attachments:
        assert file.name.strip(". ") and not re.search(r"[/\\]", file.name), file.name


def test_there_are_enough_of_them_and_no_two_alike():
    assert len(VECTORS) >= 300 and len({raw for _, raw in VECTORS}) > 0.95 * len(VECTORS)
