"""The questions about the directory: an agency, an officer, days on which somebody is away."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from forms import Choice
from forms.choosing import OneOf
from forms.dates import PARTS, AnyDate
from forms.fields import Email, Line, Telephone
from forms.given import Given
from service.seam.desk_acts import Option
from service.seam.desk_directory import Absent, AgencyPage, OfficerPage
from service.web.desk.form import DeskForm, Offered

NOBODY, ELSE = "nobody", "somebody else"
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
DOMAIN_MISSING = "Enter at least one email domain, like example.nhs.uk"
OUTSIDE = "Enter an email address on one of this agency’s domains"
LEVELS = (
    Choice("L1", "The child’s initials only", "What is usual"),
    Choice("L2", "The child’s name, date of birth and what was written",
           "Only where your sharing agreement covers this email domain"),
)  # fmt: skip


@dataclass(frozen=True)
class AboutOfficer(Offered):
    """What the questions about an officer offer."""

    posts: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()


class OfficerForm(DeskForm):
    asked = ("post", "service", "name", "email", "telephone", "level",
             "deputy", "deputy_name", "deputy_email", "deputy_telephone")  # fmt: skip
    post = OneOf("Post", among="posts", missing="Select the post")
    service = Line("Service (optional)", called="Service", hint="Only where several services have this post")
    name = Line("Name", missing="Enter the officer’s name")
    email = Email("Email address", missing=OUTSIDE)
    telephone = Telephone("Phone number (optional)", called="Phone number")
    level = OneOf(
        "What may an email to them tell about the child?", among=LEVELS,
        missing="Select what an email to them may tell",
    )  # fmt: skip
    deputy = OneOf("Deputy", among="people", hint="Asked while the officer is away or does not answer",
                   missing="Select a deputy")  # fmt: skip
    deputy_name = Line("Name of somebody else (optional)", called="Name")
    deputy_email = Email("Their email address (optional)", called="Their email address")
    deputy_telephone = Telephone("Their phone number (optional)", called="Their phone number")

    @classmethod
    def about(cls, page: OfficerPage, given: Given | None = None) -> "OfficerForm":
        posts = tuple(Choice(one.value, one.label) for one in page.posts)
        people = tuple(Choice(one.email.casefold(), f"{one.name}, {one.post}") for one in page.people)
        others = (Choice(ELSE, "Somebody else: enter their name and email address"), Choice(NOBODY, "Nobody stands in"))
        form: OfficerForm = cls.made(AboutOfficer(posts=posts, people=people + others), given or _present(page))
        return form

    def is_right(self, page: OfficerPage) -> bool:
        """Whether all can be used together; what cannot says so."""
        if not self.validate():
            return False
        if _is_outside(self["email"].data, page.domains):
            self["email"].errors = [OUTSIDE]
        if self["deputy"].data == ELSE:
            self._check_somebody_else(page)
        deputy = self["deputy_email" if self["deputy"].data == ELSE else "deputy"].data
        if deputy.casefold() == self["email"].data.casefold():
            self["deputy"].errors = ["The deputy must be someone else"]
        return not any(question.errors for question in self.questions)

    def _check_somebody_else(self, page: OfficerPage) -> None:
        if not self["deputy_name"].data:
            self["deputy_name"].errors = ["Enter the deputy’s name"]
        if not self["deputy_email"].data or _is_outside(self["deputy_email"].data, page.domains):
            self["deputy_email"].errors = [OUTSIDE]

    def values(self, page: OfficerPage) -> dict[str, str]:
        """What was answered, by the columns of a directory file."""
        said = {key: self[key].answer for key in self.asked if key != "deputy"}
        if self["deputy"].data == ELSE:
            return said
        one = next((one for one in page.people if one.email.casefold() == self["deputy"].data), None)
        deputy = (one.name, one.email, one.telephone) if one else ("", "", "")
        return said | dict(zip(("deputy_name", "deputy_email", "deputy_telephone"), deputy, strict=True))


def _present(page: OfficerPage) -> dict[str, str]:
    """The answers as the directory has them; about somebody new there is one answer that most would give."""
    if not page.id:
        return {"level": "L1"}
    said = {key: page.values[key] for key in OfficerForm.asked if not key.startswith("deputy")}
    said["level"] = said["level"] or "L1"
    return said | {"deputy": page.values["deputy_email"].casefold() or NOBODY}


def _is_outside(address: str, domains: tuple[str, ...]) -> bool:
    return bool(domains) and address.rpartition("@")[2].casefold() not in domains


@dataclass(frozen=True)
class AboutAgency(Offered):
    sectors: tuple[Choice, ...] = ()


class AgencyForm(DeskForm):
    """A new agency, before its first officer is asked for."""

    asked = ("agency", "sector", "domains")
    agency = Line("Name of the agency", missing="Enter the agency’s name")
    sector = OneOf("Sector", among="sectors", missing="Select the sector")
    domains = Line("Email domains", hint="What comes after the @, with spaces between several", missing=DOMAIN_MISSING)

    @classmethod
    def offering(cls, sectors: tuple[Option, ...], given: Given | None = None) -> "AgencyForm":
        offered = AboutAgency(sectors=tuple(Choice(one.value, one.label) for one in sectors))
        form: AgencyForm = cls.made(offered, given)
        return form

    def is_right(self) -> bool:
        if not self.validate():
            return False
        if not all(map(DOMAIN.fullmatch, self["domains"].data.lower().split())):
            self["domains"].errors = [DOMAIN_MISSING]
        return not self["domains"].errors


class ChangedAgencyForm(DeskForm):
    """The name of an agency, and its mail domains, each with its level; one more than there are."""

    NUMBERED: ClassVar[tuple[int, ...]] = ()
    name = Line("Name of the agency", missing="Enter the agency’s name")

    @classmethod
    def of(cls, page: AgencyPage, given: Given | None = None) -> "ChangedAgencyForm":
        domains = page.domains
        numbers = tuple(range(1, len(domains) + 2))
        numbered = (f"{what}-{number}" for number in numbers for what in ("domain", "level"))
        questions: dict[str, object] = {"NUMBERED": numbers, "asked": ("name", *numbered)}
        for number in numbers:
            which = f"Email domain {number}" if number <= len(domains) else "Another email domain (optional)"
            questions[f"domain-{number}"] = Line(which, hint="To take it off, empty the box" * (number <= len(domains)))
            questions[f"level-{number}"] = OneOf("What may an email there tell about the child?", among=LEVELS)
        present = {"name": page.row.name} | {f"domain-{number}": one.name for number, one in enumerate(domains, 1)}
        present |= {f"level-{number}": one.level for number, one in enumerate(domains, 1)}
        asking: type[ChangedAgencyForm] = type("ChangedAgencyForm", (cls,), questions)
        return asking.made(Offered(), given or present)

    @property
    def levels(self) -> Mapping[str, str]:
        """Each domain with its level."""
        typed = ((self[f"domain-{n}"].data.lower(), self[f"level-{n}"].data) for n in self.NUMBERED)
        return {domain.removeprefix("@"): level for domain, level in typed if domain}

    def is_right(self) -> bool:
        if not self.validate():
            return False
        for number in self.NUMBERED:
            domain = self[f"domain-{number}"].data.lower().removeprefix("@")
            if domain and not DOMAIN.fullmatch(domain):
                self[f"domain-{number}"].errors = [DOMAIN_MISSING]
            elif domain and not self[f"level-{number}"].data:
                self[f"level-{number}"].errors = ["Select a level for each domain"]
        if not self.levels:
            self["domain-1"].errors = [DOMAIN_MISSING]
        return not any(question.errors for question in self.questions)


class AwayForm(DeskForm):
    asked = ("first", "last")
    first = AnyDate("First day away", called="First day away", missing="Enter the first day away",
                    hint="For example, 7 12 2026")  # fmt: skip
    last = AnyDate("Last day away", called="Last day away", missing="Enter the last day away",
                   hint="The deputy is asked until the end of this day")  # fmt: skip

    @classmethod
    def about(cls, one: Absent, given: Given | None = None) -> "AwayForm":
        days = {"first": one.first.isoformat() if one.first else "", "last": one.last.isoformat() if one.last else ""}
        form: AwayForm = cls.made(Offered(), given or {key: day for key, day in days.items() if day} or None)
        return form

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self["first"].answer), date.fromisoformat(self["last"].answer)

    def is_right(self) -> bool:
        if not self.validate():
            return False
        if self["last"].answer < self["first"].answer:
            self["last"].bad = PARTS
            self["last"].errors = ["Last day away must be the same as or after the first day away"]
        return not self["last"].errors
