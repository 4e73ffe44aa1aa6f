"""Boxes that are ticked in a text, before their words or after them: ☒ Staff need training ☐ Something else."""

import re

from forms.fields import Question

EMPTY, TICKED = "☐", "☒"
BOX = re.compile(r"([☐□◻❏❑]|\[ ?\])|([☒☑✓✔✗✘■◼]|\[[xX✓]\])")


def ticked(question: Question, said: str) -> str:
    """What is ticked in an answer that has boxes, a line each; any other answer as it stands."""
    if question.kind not in ("choice", "several") or not BOX.search(said):
        return said
    pieces = BOX.split(said)  # words, then for each box: its sign if it is empty, if it is ticked, and words again
    words = -2 if pieces[0].strip() else 1  # where a box's words stand: before all of them, or after
    chosen = (pieces[at + words].strip(" \n:;,") for at in range(2, len(pieces), 3) if pieces[at])
    return "\n".join(filter(None, chosen))
