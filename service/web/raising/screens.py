"""The screens on which a disagreement is raised, in their order (ux.md 2.1, P2 to P12).

A screen is a heading and some questions of the notification, by their keys. Each question stands on one screen, but for
what is asked of a colleague in place of another agency; when the screen is shown follows from the answers before it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from forms.choosing import when
from forms.notification import NotificationForm
from forms.notification.agencies import ANOTHER_AGENCY, has_another_agency, is_between_two
from forms.notification.discussions import HAVING_SPOKEN
from forms.notification.person import HAS_REVIEWING_OFFICER
from service.web.second_looks import address_looks_private, child_is_of_age

When = Callable[[NotificationForm], bool]
FURTHER = "further"  # the screen of whatever the procedure asks besides
PARTS = (
    "Risk", "About you", "The other agency", "Your colleague", "The discussions so far", "The stage", "The child",
    "The disagreement", "Further questions",
)  # fmt: skip
(
    OF_RISK, OF_YOU, OF_THE_AGENCY, OF_THE_COLLEAGUE, OF_TALKS, OF_THE_STAGE, OF_THE_CHILD, OF_THE_MATTER,
    OF_THE_PROCEDURE,
) = PARTS  # fmt: skip


def always(form: NotificationForm) -> bool:
    return True


def several_areas(form: NotificationForm) -> bool:
    return len(form["area"].choices) > 1


def stage_is_open(form: NotificationForm) -> bool:
    """Whether what they have said does not settle the stage, or they have chosen it themselves."""
    spoke = form["spoken"].data == "disagree" and len(form.meta.choices.stages) > 1
    return has_another_agency(form) and (spoke or bool(form["stage"].data))


def is_not_listed(form: NotificationForm) -> bool:
    return has_another_agency(form) and bool(form["their_agency"].data == ANOTHER_AGENCY.value)


def more_are_involved(form: NotificationForm) -> bool:
    return has_another_agency(form) and bool(form["more_agencies"].data == "yes")


@dataclass(frozen=True)
class Screen:
    """`key` stands in its address; without a heading its one question is the heading. `caption` names the part that it
    belongs to, as people see it on the page where they check their answers. `more` is folded away."""

    key: str
    caption: str
    heading: str = ""
    asks: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    guidance: str = ""
    when: When = always
    template: str = "raising/screen.html"
    button: str = "Continue"

    @property
    def keys(self) -> tuple[str, ...]:
        return self.asks + self.more


RISK = Screen("risk", OF_RISK, asks=("risk",))
DISCUSSIONS = Screen(
    "discussions", OF_TALKS, "Discussions so far",
    asks=("spoken_on", "spoken_how", "spoken_who", "spoken_outcome", "spoken_before"), when=HAVING_SPOKEN,
)
MATTER = Screen("matter", OF_THE_MATTER, asks=("type",), template="raising/matter.html")
YOUR_AGENCY = Screen("your-agency", OF_YOU, "Your agency", asks=("your_agency", "your_agency_name"))
STAGE = Screen(
    "stage", OF_THE_STAGE, "The stage you are at", asks=("stage", "lead_name", "lead_email"), when=stage_is_open,
    template="raising/stage.html",
)
OWN_AGENCY = Screen(
    "own-agency", OF_THE_MATTER, "Go to your own line manager first", when=is_between_two,
    template="raising/own_agency.html", button="Carry on, and name your colleague",
)
CHILD = Screen(
    "child", OF_THE_CHILD, "The child", asks=("subject", "child_name", "child_born"),
    more=("child_address", "child_postcode", "child_numbers", "child_school", "family"),
    guidance="We need these so both agencies look at the right record.", template="raising/child.html",
)
CHILDREN = Screen("children", OF_THE_CHILD, "The children it is about", asks=("siblings",))

SCREENS: tuple[Screen, ...] = (
    RISK,
    Screen(
        "act-today", OF_RISK, "Act today, before you use this form", asks=("risk_rung", "risk_rung_at"),
        when=when("risk", "yes", "unsure"), template="raising/act_today.html", button="I have done this – carry on",
    ),
    MATTER,
    Screen(
        "something-else", OF_THE_MATTER, "What it is about", asks=("type_other",), when=when("type", "other"),
    ),
    OWN_AGENCY,
    Screen("area", OF_THE_MATTER, asks=("area",), when=several_areas, template="raising/area.html"),
    Screen(
        "about-you", OF_YOU, "About you",
        asks=("your_name", "your_role", "your_email", "your_phone"), more=("your_reference", "supporter"),
    ),
    Screen(
        "work-address", OF_YOU, "Is this a work address?", when=address_looks_private,
        template="raising/work_address.html", button="Carry on anyway",
    ),
    YOUR_AGENCY,
    Screen(
        "other-agency", OF_THE_AGENCY, "The other agency", asks=("their_agency", "their_name", "more_agencies"),
        more=("their_role", "their_phone", "their_email", "their_group", "their_reference"), when=has_another_agency,
    ),
    Screen(
        "its-name", OF_THE_AGENCY, "The name of the other agency", asks=("their_agency_name",), when=is_not_listed,
    ),
    Screen(
        "other-agencies", OF_THE_AGENCY, "The other agencies involved",
        asks=("more_agencies_names", "also_receiving"), when=more_are_involved,
    ),
    Screen(
        "colleague", OF_THE_COLLEAGUE, "Your colleague",
        asks=("their_name", "their_role", "their_email", "their_phone"), when=is_between_two,
        guidance="Tell us whom you disagree with. They work for the same agency as you.",
    ),
    Screen("spoken", OF_TALKS, asks=("spoken",), template="raising/spoken.html"),
    Screen(
        "talk-first", OF_TALKS, "Speak to them first, if it is safe to wait",
        when=when("spoken", "not yet"), template="raising/talk_first.html", button="Carry on anyway",
    ),
    DISCUSSIONS,
    STAGE,
    CHILD,
    Screen(
        "of-age", OF_THE_CHILD, "This person is 18 or over", when=child_is_of_age, template="raising/of_age.html",
        button="Carry on anyway",
    ),
    CHILDREN,
    Screen("plan", OF_THE_CHILD, asks=("status",), more=("level_of_need",)),
    Screen(
        "reviewing-officer", OF_THE_CHILD, asks=("reviewing_officer",), when=HAS_REVIEWING_OFFICER,
    ),
    Screen(
        "disagreement", OF_THE_MATTER, "The disagreement",
        asks=("decision", "reasons", "wanted", "concern_on", "child_view"), more=("concern_at", "decision_on"),
        guidance="Write facts and give reasons. The child or their family may see this record one day.",
        template="raising/disagreement.html",
    ),
    Screen(FURTHER, OF_THE_PROCEDURE, "Further questions"),
)  # fmt: skip
MAY_BE_SETTLED = (YOUR_AGENCY, STAGE)  # not asked where what was said settles it; it can be changed all the same
BY_KEY = {screen.key: screen for screen in SCREENS}
