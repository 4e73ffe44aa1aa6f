"""What mail systems, robots and people write, in the shapes of many products: each is taken for what it is.

The fixtures' names begin with what they are. Every report is about the same officer, and every person's mail sounds
like a machine's.
"""

from pathlib import Path

import pytest

from service.mail.describe import describe
from service.mail.kinds.kind import Kind

MAILS = sorted((Path(__file__).parents[1] / "mails" / "systems").glob("*.eml"))
OFFICER = "jo.harker@council.example"
KINDS = {
    "hard": {Kind.BOUNCE_HARD},
    "soft": {Kind.BOUNCE_SOFT},
    "delay": {Kind.BOUNCE_DELAY},
    "machine": {Kind.AUTO_REPLY},
    "person": {Kind.NEW, Kind.REPLY},
}
REPORTS = ("hard", "soft", "delay")


def beginning(path: Path) -> str:
    return path.stem.partition("-")[0]


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_a_mail_is_taken_for_what_it_is_and_a_report_names_whom_it_is_about(path, line_end):
    told = describe(path.read_bytes().replace(b"\n", line_end))
    assert told["kind"] in KINDS[beginning(path)], told["rule"]
    assert told["bounced_addresses"] == ([OFFICER] if beginning(path) in REPORTS else [])


@pytest.mark.parametrize("path", [path for path in MAILS if beginning(path) == "person"], ids=lambda path: path.stem)
def test_all_that_a_person_wrote_is_kept_as_their_reply(path):
    told = describe(path.read_bytes())
    assert told["reply_text"] and told["body_text"].startswith(told["reply_text"])
