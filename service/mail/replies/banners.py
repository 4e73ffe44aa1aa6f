"""What stands over a mail and is nobody's words: gateways' warnings ("CAUTION: This email originated from ..."), notes
that it was sent securely, and protective markings ("OFFICIAL-SENSITIVE")."""

import re

from service.mail.phrases import any_of

WIDTH = 300
BEGINS = any_of(
    r"\W*(?:caution|warning|external|attention|notice|security|stop|think|be careful)\b"
    r"(?=.*\b(?:e-?mails?|messages?|senders?|links?|attachments?)\b)"
    r".*\b(?:external|outside|originat\w+|click|unknown|recogni[sz]e|untrusted)\b",
    r"\W*this (?:e-?mail|message) (?:has |was |is )?(?:been )?(?:originat\w+|sent|received|com(?:es?|ing)|came|from)\b"
    r".{0,30}\b(?:outside (?:of )?(?:the|your|our)"
    r"|external (?:sender|source|e-?mail|address|network|organi[sz]ation))\b",
    r"\W*you (?:don['’]t|do not) often get e-?mail", r"\W*some people who received\b.{0,40}\boften\b",
)  # fmt: skip
MARKING = any_of(
    r"\W*(?:(?:classification|sensitivity|marking|protective marking)\W{1,3})?official(?:\W{1,3}sensitive)?"
    r"(?:\W{1,3}(?:personal|commercial|staff|limited))?\W*$",
    r"\W*(?:restricted|protect|confidential|private and confidential|sensitive)\W*$",
    r"\W*(?:this )?(?:e-?mail|message) (?:was|has been) sent (?:to you )?securely\b.{0,60}$",
)
FENCE_OPENS, FENCE_CLOSES = re.compile(r"\w*BannerStart$"), re.compile(r"\w*BannerEnd$")
GOES_ON = re.compile(
    r"\W*(?:(?:please )?do not|don't|unless|learn why|report|links?|and know|attachments?|(?:the )?sender"
    r"|(?:the )?content is safe)\b",
    re.I,
)


def height(lines: list[str]) -> int:
    """How many of the first lines are a gateway's warning; 0 where there is none, or nothing else."""
    inside = fenced = False
    for at, line in enumerate(lines):
        if fenced or FENCE_OPENS.match(line):
            fenced = not FENCE_CLOSES.match(line)
            continue
        if MARKING.match(line[:WIDTH]):
            continue
        inside = bool(BEGINS.match(line[:WIDTH]) or (inside and GOES_ON.match(line)))
        if not inside and line.strip():
            return at
    return 0
