"""Every kind of mail, with every value there is and with as few as can be, in each of its turns."""

import pytest

from service.mail.sending.templates import kinds, render
from tests.mail.mail_values import EMPTIEST, EVERYTHING, owed

VARIANTS: dict[str, dict[str, object]] = {
    "everything": EVERYTHING,
    "the emptiest": EMPTIEST,
    "nothing but the case": {**EMPTIEST, "stage": "chair", "stage_title": "The LSCB Chair", "held_count": 1},
    "no word that acts by mail": {**EVERYTHING, "reply_by_mail": False, "stage": "chair"},
}
OWING_FEEDBACK: list[dict[str, object]] = [
    {"how": "resolved", "owed": [owed(kind="feedback", do="Tell the person who raised it, in your own words")]}
]
TURNS: dict[str, list[dict[str, object]]] = {
    "reminder": [{"kind": kind} for kind in ("before", "today", "overdue", "review")],
    "covering": [{"why": why} for why in ("silence", "returned", "away")],
    "outcome": [{"how": how} for how in ("resolved", "decided")] + OWING_FEEDBACK,
    **{kind: [{}, *OWING_FEEDBACK] for kind in ("moved_on", "unsettled", "handed_over")},
    "not_sent_on": [{"how": how} for how in ("sent twice", "from the public", "belongs elsewhere", "other")],
    "late": [{"own_team": own} for own in (True, False)],
    "details_asked": [{"how": how, "to": to} for how, to in (("", ""), ("again", ""), ("returned", "Wren Officer"))],
    "details_answered": [{"how": how} for how in ("checked", "undone", "changed")],
    "meeting": [{"when": when} for when in (EVERYTHING["when"], None)],
}
MAILS = [
    pytest.param(kind, {**values, **turn}, id=f"{kind}, {name}, {number}")
    for kind in kinds()
    for name, values in VARIANTS.items()
    for number, turn in enumerate(TURNS.get(kind, [{}]), 1)
]


def told(kind: str, /, **values: object) -> str:
    """The body of a mail as a reader takes it in: no line breaks."""
    return " ".join(render(kind, {**EVERYTHING, **values})[1].split())
