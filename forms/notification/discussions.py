"""What was tried before: the discussions so far, and the stage that they have reached."""

from forms.base import Part
from forms.choices import Choice
from forms.choosing import OneOf, StageOf, when
from forms.dates import PartsDate
from forms.fields import Line, Text
from forms.notification.matter import UNSURE
from forms.rows import Rows

HAVE_SPOKEN = (
    Choice("disagree", "Yes, we spoke and still disagree"),
    Choice("settled", "Yes, and it is settled", "We keep a record only"),
    Choice("not yet", "Not yet"),
)
WAYS_TO_SPEAK = (
    Choice("phone", "Phone", also=("telephone", "by phone", "by telephone")),
    Choice("in person", "In person", also=("face to face",)),
    Choice("video", "Video", also=("online", "internet meeting")),
    Choice("in writing", "Email or letter only", "Speak to them as well if you can", also=("email", "letter")),
)
HAVING_SPOKEN = when("spoken", "disagree", "settled")

PARTS = (
    Part(
        "Have you spoken?",
        ("spoken",),
        "Speak to them first if it is safe to wait. Most disagreements end there."
        " Talking it over with a colleague first can help you to be clear what it is about.",
    ),
    Part(
        "Your last discussion",
        ("spoken_on", "spoken_how", "spoken_who", "spoken_outcome"),
        "Leave these empty if you have not spoken yet.",
        more=("spoken_before",),
    ),
    Part("The stage you are at", ("stage",)),
)


class Discussions:
    spoken = OneOf(
        "Have you spoken to the other agency?", among=HAVE_SPOKEN,
        missing="Select if you have spoken to the other agency",
    )
    spoken_on = PartsDate(
        "When did you speak?", called="Date you spoke", hint="For example, 27 3 2026",
        missing="Enter the date you spoke", needed_when=HAVING_SPOKEN,
    )
    spoken_how = OneOf(
        "How did you speak?", among=WAYS_TO_SPEAK, missing="Select how you spoke", needed_when=HAVING_SPOKEN,
    )
    spoken_who = Text(
        "Who took part?", called="Who took part", hint="Names and job titles", missing="Enter who took part",
        needed_when=HAVING_SPOKEN, limit=500, sensitive=True,
    )
    spoken_outcome = Text(
        "What was said, and what is still not agreed?", called="What was said", missing="Enter what was said",
        needed_when=HAVING_SPOKEN, limit=2000, sensitive=True,
    )
    spoken_before = Rows(
        "Earlier discussions (optional)", called="Earlier discussions", sensitive=True, limit=20_000,
        of={
            "day": PartsDate("date", called="Date you spoke", missing="Enter the date you spoke"),
            "how": OneOf("how", among=WAYS_TO_SPEAK, missing="Enter how you spoke, for example phone or video"),
            "who": Line("who took part", called="Who took part", missing="Enter who took part", limit=500),
            "said": Line("what was said", called="What was said", missing="Enter what was said", limit=2000),
        },
    )
    stage = StageOf(
        "Which stage are you at?", among="stages",
        plus=(Choice(UNSURE.value, "I am not sure – the coordinator can decide"),),
        missing='Select the stage you are at, or "I am not sure"',
    )
