"""What our mails are given, for the tests of their words: every value there is, and as little as can be."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from service.escalation.procedure import Power
from service.telling.chronicle import Past
from service.telling.convening import POWERS, Arranged, SentIn
from service.telling.disclosure import Child
from service.telling.fields import NOTHING

LINK = "https://parley.example/r/7qm4k2p9xw3t"
CHILD = "Canary Quill"
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
    nothing |= {"kind": "talk", "is_late": False, "told": ()}
    return SimpleNamespace(**{**nothing, **known})


EMPTIEST: dict[str, object] = {
    **NOTHING,
    "reference": REFERENCE,
    "partnership": "Sefton Safeguarding Children Partnership",
    "service_name": "Sefton Safeguarding Disagreements",
    "telephone": "01632 960100",
    "base_url": "https://parley.example",
    "originating": "Exampleshire Primary School",
    "days": 1,
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
        SimpleNamespace(said="The directors: meet", ask=DUE, why=RULE),
        SimpleNamespace(said="The review group", ask=None, why="no date yet"),
    ],
    "to": "stage 3, The directors",
    "how": "resolved",
    "title": "a date for the meeting",
    "say": "The procedure has been invoked.",
    "recorded": "We recorded RESOLVED from you at 10:04am on Tuesday 29 September 2026.",
    "still_needed": "Reply with a line that says what you agreed, and who does what by when.",
    "files": 2,
    "undo_until": ASK,
    "code": "402913",
    "gaps": ["Has the written referral form (MARF) been sent after the telephone call? No."],
    "check_reason": "We could not tell which of two schools sent it.",
    "held_count": 3,
    "questions": ["6. What should happen next", "9. When you spoke"],
    "covering_for": "Canary Officer, Team Manager, Exampleshire Children's Services",
    "absent": "They are away.",
    "risk": True,
    "outcome_page": "https://parley.example/sefton/outcome",
    "kept_until": date(2051, 9, 1),
    "today": date(2026, 9, 30),
    "so_far": [
        Past("stage 1, The workers talk", datetime(2026, 9, 23, 9, 0, tzinfo=UTC), ASK, "not resolved"),
        Past("stage 2, The managers talk, then meet", ASK, None, ""),
    ],
    "moved_up": True,
    "this_stage": Past("stage 1, The workers talk", datetime(2026, 9, 23, 9, 0, tzinfo=UTC), ASK, "not resolved"),
    "ways_on": ["stage 3, The directors meet"],
    "ended_how": "both sides agree that it is resolved",
    "records": ["child's case file", "summary log"],
    "urgent_ring": "The duty team of the authority where the child lives",
    "own_reference": "ECS-77",
    "children": [Child(CHILD, date(2018, 3, 3), False, "To close the case.", "Attendance fell.", "A visit.")],
    "arranged": [Arranged("Name the mediator", "the Safeguarding Coordinator at Exampleshire Partnership")],
    "attending": ["the Team Manager at Exampleshire Primary School", "the Mediator at Exampleshire Health"],
    "your_power": POWERS[Power.RECOMMENDS],
    "options": ["Meet the senior managers", "Convene a panel"],
    "sent_in": [
        SentIn("Send your written words", "Exampleshire Primary School", ASK),
        SentIn("Send your written words", "Exampleshire Children's Services", None),
    ],
    "form_title": "Appendix 2, report",
    "form_link": "https://parley.example/sefton/report",
    "when": datetime(2026, 9, 30, 9, 30, tzinfo=UTC),
    "days": 3,
    "entries": [
        SimpleNamespace(
            post="Safeguarding Lead", agency="Exampleshire Primary School", name="Canary Officer",
            email="canary.officer@school.example", telephone="01632 960001", deputy="Canary Deputy",
            away_from=date(2026, 9, 30), away_until=date(2026, 10, 2),
        ),
        SimpleNamespace(
            post="Headteacher", agency="Exampleshire Primary School", name="Canary Officer",
            email="canary.officer@school.example", telephone="", deputy="", away_from=None, away_until=None,
        ),
    ],
    "when_sent": (ASK, DUE),
}
FIXED_TERMS = (  # what no template can put more simply: names of agencies, posts, stages and kinds of disagreement
    *(str(EVERYTHING[name]) for name in ("partnership", "service_name", "originating", "receiving", "category")),
    *("Exampleshire Partnership", "Exampleshire Health", "The managers talk, then meet", "The workers talk"),
    *("The directors meet", "Safeguarding Lead", "Safeguarding Coordinator", "Health visitor", "Team Manager"),
    *("Duty Officer", "Mediator", "Appendix 2, report"),
)
