"""The notification: a professional tells the partnership of a disagreement with another agency about a child.

Each module of this folder holds some parts of the form: their questions, and how these belong together.
"""

from typing import Self

from forms.base import Part, PublishedForm
from forms.choices import Choices
from forms.given import Given
from forms.notification import agencies, disagreement, discussions, matter, person
from forms.notification.agencies import AboutYou, TheOtherAgency
from forms.notification.disagreement import TheDisagreement
from forms.notification.discussions import Discussions
from forms.notification.matter import RiskAndMatter
from forms.notification.person import ThePerson


class NotificationForm(RiskAndMatter, AboutYou, TheOtherAgency, Discussions, ThePerson, TheDisagreement, PublishedForm):
    key = "notification"
    title = "Raise a professional disagreement about a child"
    reports = "notified"
    parts: tuple[Part, ...] = (*matter.PARTS, *agencies.PARTS, *discussions.PARTS, *person.PARTS, *disagreement.PARTS)

    @classmethod
    def asking(cls, choices: Choices, given: Given | None = None, completed_by: str = "") -> Self:
        form = super().asking(choices, given, completed_by)
        if agencies.is_between_two(form):
            agencies.named_for_two(form)
        return form
