"""The questions about an officer's own entry in the directory."""

from datetime import date
from typing import Self

from forms.dates import PARTS, AnyDate
from forms.fields import Email, Line, Telephone, Text
from forms.given import Given, Posted
from service.seam.entry_pages import OwnPost
from service.web.small_form import Offered, SmallForm

COLUMNS = {
    "name": "name", "email": "email", "telephone": "telephone", "deputy_name": "deputy_name",
    "deputy_email": "deputy_email", "deputy_telephone": "deputy_telephone", "first": "away_from", "last": "away_until",
}  # fmt: skip
OUTSIDE = "Enter an email address on one of this agency’s domains"
DAYS = ("first", "last")


class DetailsForm(SmallForm):
    """What can be otherwise about one post; `note` is for the coordinator."""

    asks = (*COLUMNS, "note")
    telephone = Telephone("Phone number (optional)", called="Phone number")
    first = AnyDate("First day away (optional)", called="First day away", hint="For example, 7 12 2026")
    last = AnyDate("Last day away (optional)", called="Last day away",
                   hint="Your deputy is asked until the end of this day")  # fmt: skip
    name = Line("Name", missing="Enter the officer’s name")
    email = Email("Email address", missing=OUTSIDE)
    deputy_name = Line("Deputy’s name (optional)", called="Deputy’s name")
    deputy_email = Email("Deputy’s email address (optional)", called="Deputy’s email address")
    deputy_telephone = Telephone("Deputy’s phone number (optional)", called="Deputy’s phone number")
    note = Text("Is anything else otherwise? (optional)", called="What you write",
                hint="For example, that a post no longer exists", limit=1000)  # fmt: skip

    @classmethod
    def of(cls, post: OwnPost, given: Given | None = None) -> Self:
        """As the directory has it, or as typed."""
        present = {key: post.values[column] for key, column in COLUMNS.items()}
        offered = Offered((), date.min)
        form: Self = cls(Posted(present if given is None else given), meta={"choices": offered})
        return form

    @property
    def at_once(self) -> tuple[object, ...]:
        return tuple(self[key] for key in ("telephone", *DAYS))

    @property
    def later(self) -> tuple[object, ...]:
        kept = ("name", "email", "deputy_name", "deputy_email", "deputy_telephone", "note")
        return tuple(self[key] for key in kept)

    def is_right(self, post: OwnPost) -> bool:
        """Whether all of it can be used together; what cannot says so."""
        if self.is_wrong(*self.asks):
            return False
        for key in ("email", "deputy_email"):
            if self[key].answer != post.values[COLUMNS[key]] and _is_outside(self[key].answer, post.domains):
                self.refuse(key, OUTSIDE)
        self._check_deputy()
        self._check_days()
        return not any(self[key].errors for key in self.asks)

    def _check_deputy(self) -> None:
        if self["deputy_email"].answer and not self["deputy_name"].answer:
            self.refuse("deputy_name", "Enter the deputy’s name")
        elif self["deputy_name"].answer and not self["deputy_email"].answer:
            self.refuse("deputy_email", OUTSIDE)
        elif self["deputy_email"].answer.casefold() == self["email"].answer.casefold():
            self.refuse("deputy_email", "The deputy must be someone else")

    def _check_days(self) -> None:
        first, last = (self[key].answer for key in DAYS)
        said = {"first": "Enter the first day away", "last": "Enter the last day away"}
        for key in DAYS:
            if (first or last) and not self[key].answer:
                self[key].bad = PARTS
                self.refuse(key, said[key])
        if first and last and last < first:
            self["last"].bad = PARTS
            self.refuse("last", "Last day away must be the same as or after the first day away")

    @property
    def values(self) -> dict[str, str]:
        """What was answered, by the columns of a directory file."""
        return {column: self[key].answer for key, column in COLUMNS.items()}


def _is_outside(address: str, domains: tuple[str, ...]) -> bool:
    return bool(address and domains) and address.rpartition("@")[2].casefold() not in domains
