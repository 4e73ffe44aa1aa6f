"""Risk that a reply states."""

import pytest

from service.mail.reading.message import InboundMail
from service.mail.replies.reply import Answer, understand


def said(text: str) -> Answer:
    return understand(InboundMail(b"", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "She is at immediate risk.",
        "Seen.\n\nThe children are unsafe tonight.",
        "There is a risk of significant harm",
        "at risk of\nserious harm",
        "He is in danger",
        "He isn't safe at home",
        "They are not safe tonight",
        "Is he at immediate risk? We think so.",
        "Not only at immediate risk but alone",
        "I cannot rule out immediate danger",
        "We are not sure, she may be in immediate danger",
        "He is not at immediate risk but is unsafe at weekends",
        "No. Immediate risk remains.",
        "There is no doubt that she is in danger",
        "She has said she is suicidal",
        "He went missing on Friday",
        "I have called 999",
        "Help! This is urgent.",
        "The child is at home with dad tonight",
        "Thanks\n-- \nShe is at risk tonight",
    ],
)
def test_risk_is_seen_wherever_the_sender_states_it(text):
    assert said(text).risk


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED",
        "The child is not at immediate risk.",
        "She isn't currently at immediate risk",
        "There is no immediate risk of significant harm",
        "He is no longer in danger",
        "Not at risk of significant harm or in danger",
        "Immediate risk: no",
        "Immediate danger? No.",
        "Seen.\n> She is at immediate risk",
        "Seen.\n\nFrom: Jo\nSent: Friday\nTo: Sam\nSubject: x\nShe is at immediate risk",
        "If a child is at immediate risk, ring 999.",
        "The minutes are missing",
        "She is safe",
        "It is not urgent",
        "I will ring mum tonight",
    ],
)
def test_risk_that_is_plainly_negated_quoted_or_only_advice_is_not_stated(text):
    assert not said(text).risk
