"""Answers by number in a reply: "6: the school nurse", over as many lines as it takes, to the number that follows.

Every form and every question of ours is numbered alike, so that a number says which is answered, wherever it stands.
"""

import re
from collections.abc import Mapping

from service.mail.replies import details, quoted

NUMBERED = re.compile(r"^\W{0,3}(?:(?:question|answer|no\.?|q|a)\s*)?(\d{1,2})\s*[:.)\]–—-]\s*(.*)$", re.I)
A_TIME = re.compile(r"^\W{0,3}\d{1,2}[:.]\d{2}\b")


def numbered_answers(text: str) -> Mapping[int, str]:
    """The sender's own answers in `text` by their numbers, as written; of a number given twice, the last one.

    What is quoted, signed or said before the first number belongs to none. Empty where nothing is numbered.
    """
    found: dict[int, list[str]] = {}
    at: int | None = None
    for line in quoted.said(text).split("\n"):
        numbered = None if A_TIME.match(line) else NUMBERED.match(line.strip())
        if numbered:
            at = int(numbered[1])
            found[at] = [numbered[2].strip()]
        elif at is not None and details.SIGNS_OFF.match(line.strip()):
            break
        elif at is not None:
            found[at].append(line.strip())
    return {number: "\n".join(lines).strip() for number, lines in found.items()}
