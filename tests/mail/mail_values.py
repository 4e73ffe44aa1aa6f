"""What our mails are given, for the tests of their words: every value there is, and as little as can be."""

from datetime import UTC, datetime
from types import SimpleNamespace

LINK = "https://parley.example/r/7qm4k2p9xw3t"
REFERENCE = "SEF-4T9K-2MC2"
ASK = datetime(2026, 9, 30, 16, 0, tzinfo=UTC)  # the longest that a short date can be: Wed 30 September
DUE = datetime(2026, 10, 3, 16, 0, tzinfo=UTC)
RULE = "5 working days after the concern arose on Wednesday 23 September 2026"
RING = [
    SimpleNamespace(role="Team Manager", agency="Exampleshire Primary School", telephone="01632 960001"),
    SimpleNamespace(role="Duty Officer", agency="Exampleshire Primary School", telephone=""),
]
TALK = "Talk with your counterpart: the problem, the challenge, what each worker wants"


def owed(**known: object) -> SimpleNamespace:
    nothing = {"do": TALK, "ask": None, "due": None, "why": "", "at_once": False, "agreed": None}
    return SimpleNamespace(**{**nothing, **known})


EMPTIEST: dict[str, object] = {
    "reference": REFERENCE,
    "partnership": "Sefton Safeguarding Children Partnership",
    "service_name": "Sefton Safeguarding Disagreements",
    "telephone": "01632 960100",
    "hours": "",
    "front_door": "",
    "out_of_hours": "",
    "base_url": "https://parley.example",
    "stage_word": "stage",
    "stage": "",
    "stage_title": "",
    "originating": "Exampleshire Primary School",
    "receiving": "",
    "category": "",
    "initials": "",
    "your_role": "",
    "your_agency": "",
    "addressee": "",
    "raised_by_role": "",
    "owed": [],
    "ask": None,
    "due": None,
    "why": "",
    "ring": [],
    "reply_words": [],
    "link": "",
    "reply_by_mail": False,
    "received": None,
    "told": [],
    "next_dates": [],
    "kind": "",
    "to": "",
    "how": "",
    "say": "",
    "recorded": "",
    "undo_until": None,
    "code": "",
    "check_reason": "",
    "held_count": 0,
    "questions": [],
    "covering_for": "",
    "risk": False,
}
EVERYTHING: dict[str, object] = {
    **EMPTIEST,
    "hours": "Tuesday and Thursday, 9am to 4pm",
    "front_door": "01632 960200",
    "out_of_hours": "01632 960300",
    "stage": "2",
    "stage_title": "The managers talk, then meet",
    "receiving": "Exampleshire Children's Services",
    "category": "A referral that was not accepted",
    "initials": "A.B.",
    "your_role": "Safeguarding Lead",
    "your_agency": "Exampleshire Children's Services",
    "addressee": "Canary Officer",
    "raised_by_role": "Health visitor",
    "owed": [
        owed(ask=ASK, due=DUE, why=RULE),
        owed(do="Convene a meeting", ask=ASK, due=ASK, why=RULE, agreed=DUE),
        owed(do="Ring the duty team", why="at once", at_once=True),
        owed(do="Hold the meeting", why="no date yet: it waits for the meeting date"),
    ],
    "ask": ASK,
    "due": DUE,
    "why": RULE,
    "ring": RING,
    "reply_words": [
        SimpleNamespace(word="RESOLVED", meaning="you have both agreed what happens next"),
        SimpleNamespace(word="NOT RESOLVED", meaning="it needs to go to stage 3"),
        SimpleNamespace(word="MORE TIME", meaning="and the date you need"),
        SimpleNamespace(word="NOT ME", meaning="and who we should ask"),
    ],
    "link": LINK,
    "reply_by_mail": True,
    "received": datetime(2026, 9, 23, 15, 12, tzinfo=UTC),
    "told": ["The Safeguarding Lead at Exampleshire Children's Services has been asked to ring you."],
    "next_dates": [
        SimpleNamespace(what="The directors meet", ask=DUE, why=RULE),
        SimpleNamespace(what="The review group", ask=None, why="no date yet"),
    ],
    "to": "stage 3, The directors",
    "how": "resolved",
    "say": "The procedure has been invoked.",
    "recorded": "We recorded RESOLVED from you at 10:04am on Tuesday 29 September 2026.",
    "undo_until": ASK,
    "code": "402913",
    "check_reason": "We could not tell which of two schools sent it.",
    "held_count": 3,
    "questions": ["6. What should happen next", "9. When you spoke"],
    "covering_for": "Team Manager, Exampleshire Children's Services",
    "risk": True,
}
