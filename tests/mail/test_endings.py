"""What stands below a person's words is folded; nothing that they may have written themselves is."""

import pytest

from service.mail.replies.quoted import Written

OWN = [
    "The information contained in this referral is wrong.",
    "Exampleshire Council accepts no responsibility for this placement.",
    "Our trust monitors the child weekly.",
    "I am not on the mailing list.",
    "Please consider the environment in which the child lives.",
    "This email is intended to record our disagreement.",
    "This message was about the meeting, not the plan.",
    "If you believe the recipient of the referral made an error, say so.",
    "The e-mail may be shown to the parents only if the individual agrees.",
    "Any views of the child were not recorded.",
    "Sent from the school to the council on Monday.",
    "Sent by post on Monday to the agency",
    "Sent via Egress",
    "From my point of view it is resolved.",
    "Download the form from Outlook today please",
    "Get Outlook for the meeting",
    "The school was named in error by the author.",
    "Disclaimer was signed.",
    "- Jo said no",
    "-Resolved",
    "--Not resolved",
    "On Monday I wrote: we disagree.",
    "From: the start we said no.",
    "To: agree\nSubject: plan\nDate: Monday",
    "Thanks\nWe do not agree with the plan.\nPlease escalate.\nThe number is 01632 960001.\nWe met on Monday.",
    "Kind regards to the team",
    "Tel: 01632 960001 is the number to ring.",
    "| agency | word |\n| school | no |\n| trust | yes |",
    "This email was sent to the external agency on Monday.",
    "Notice: the external review was not done.",
    "Yes.\n_____\nThe second point: no.",
    "Yes.\n—————\nThe second point: no.\nThe third: we never met.\nAnd the fourth.",
]
FOLDED = [
    "-- \nJo Harker\nTeam manager",
    "Kind regards\n\nJo Harker\nTeam manager\nExampleshire Council\nTel: 01632 960001",
    "Sent from my iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Get Outlook for iOS<https://aka.example/o0ukef>",
    "Sent from Outlook for Android",
    "Sent with Proton Mail secure email.",
    "This email and any attachments are confidential and intended solely for the addressee.",
    "The information in this email is confidential.",
    "Exampleshire Council may monitor e-mails; the council accepts no liability for viruses.",
    "*****************************\nDisclaimer\n*****************************",
    "If you have received this message in error, delete it.",
    "Please consider the environment before printing this email.",
    "Scanned by Mimecast for viruses.",
    "[External Email] This message came from outside the council. Report Suspicious",
    "—————\nJo Harker\nTeam manager\n01632 960001",
]


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("around", ["{}", "We met.\n\n{}", "We met.\n\n{}\n\nAnd again."])
def test_a_sentence_of_their_own_is_never_folded(words, around):
    text = around.format(words)
    assert Written(text).in_context == text
    assert Written(text).said == text


@pytest.mark.parametrize("ending", FOLDED)
def test_what_programs_and_gateways_add_is_folded(ending):
    assert Written(f"NOT RESOLVED. We met.\n\n{ending}\n").in_context == "NOT RESOLVED. We met."
