"""The kinds of question a form can ask, and what each of them says when an answer cannot be used.

Every kind is a WTForms field whose messages are all our own: they say what to do and never use the word invalid.
An answer is cleaned as it comes in (ends trimmed, the odd spaces of word processors made plain), held against its
limit, and shown again exactly as it was typed where something is wrong.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import StopValidation

from forms import reference

ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile("[\u200b\u2060\ufeff]")
LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
EXTENSION = re.compile(r"(?:ext(?:ension)?\.?|x)\s*(\d{1,6})$", re.IGNORECASE)
POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")


def plain(text: str) -> str:
    """`text` with ordinary spaces and line ends, its ends trimmed."""
    return LINE_ENDS.sub("\n", UNSEEN.sub("", ODD_SPACES.sub(" ", text))).strip(" \t\n")


class Question(Field):  # type: ignore[misc]
    """One question of a form.

    `called` is what its messages call the answer, `missing` the message for none (without one it is optional, or
    asked only when `needed_when` says so of the form), `sensitive` marks what must never leave the sealed store, and
    `printed` are the labels that printed forms have for it.
    """

    kind: ClassVar[str]
    keeps_lines: ClassVar[bool] = False
    limit: int | None = None
    number: int = 0

    def __init__(
        self,
        label: str,
        *,
        called: str = "",
        hint: str = "",
        missing: str = "",
        needed_when: Callable[[Any], bool] | None = None,
        sensitive: bool = False,
        limit: int | None = None,
        autocomplete: str = "",
        printed: tuple[str, ...] = (),
        **bound: Any,
    ) -> None:
        super().__init__(label, description=hint, **bound)
        self.called = called or label.removesuffix(" (optional)")
        self.missing = missing
        self.needed_when = needed_when
        self.sensitive = sensitive
        self.limit = limit or self.limit
        self.autocomplete = autocomplete
        self.printed = printed

    @property
    def typed(self) -> str:
        """The answer as it was typed, to be shown again."""
        return self.raw_data[0] if self.raw_data else self.data or ""

    @property
    def answer(self) -> str:
        """The answer as it is kept; empty when there is none. Only worth reading once it has been checked."""
        return self.data or ""

    def take_over(self, answer: str) -> None:
        """Be given an answer that another question could not place; what was typed here comes first."""
        if not self.data:
            self.process_formdata([answer])
            self.raw_data = [answer]

    def process_formdata(self, given: Sequence[str]) -> None:
        self.data = plain(given[0]) if given else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            if self.missing and (self.needed_when is None or self.needed_when(form)):
                raise StopValidation(self.missing)
            return
        self.check()

    def check(self) -> None:
        """Raise StopValidation with the message when the answer cannot be used."""
        allowed = "\n\t" if self.keeps_lines else ""
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in allowed for sign in self.data):
            raise StopValidation(f"{self.called} must not include control characters – retype it")
        if self.limit and len(self.data) > self.limit:
            raise StopValidation(f"{self.called} must be {self.limit:,} characters or less")


class Line(Question):
    """A short answer on one line."""

    kind = "line"
    limit = 200


class Text(Question):
    """An answer in the person's own words, over as many lines as it takes."""

    kind = "text"
    keeps_lines = True
    limit = 4000


class Email(Question):
    """One address, in ASCII, as mail can be sent to."""

    kind = "email"
    limit = 254

    def check(self) -> None:
        super().check()
        if not EMAIL.fullmatch(self.data) or ".." in self.data:
            raise StopValidation("Enter an email address in the correct format, like name@example.com")


class Telephone(Question):
    """A number to ring: digits, spaces, + ( ) - and an extension."""

    kind = "telephone"
    limit = 40

    def check(self) -> None:
        super().check()
        number = EXTENSION.sub("", self.data)
        digits = re.findall("[0-9]", number)
        if not re.fullmatch(r"[0-9+()\s‐–-]+", number) or not 8 <= len(digits) <= 20:
            raise StopValidation("Enter a phone number, like 01632 960 001 or 07700 900 982")


class Postcode(Question):
    """A full postcode, in any case and spacing; kept as SW1A 1AA."""

    kind = "postcode"
    limit = 20

    def check(self) -> None:
        super().check()
        parts = POSTCODE.fullmatch(re.sub(r"[\s‐–—-]", "", self.data).upper())
        if not parts:
            raise StopValidation("Enter a full UK postcode")
        self.data = " ".join(parts.groups())


class Reference(Question):
    """A case's reference, however it is spaced; kept as SEF-4T9K-2MC2. Whether there is such a case is not asked."""

    kind = "reference"
    limit = 40

    def check(self) -> None:
        super().check()
        found = reference.read(self.data)
        if found is None:
            raise StopValidation("Check the reference – it should look like SEF-4T9K-2MC2")
        self.data = found


def folded(text: str) -> str:
    """`text` as it is compared: case, curly apostrophes and runs of spaces do not count."""
    return " ".join(plain(text).replace("’", "'").casefold().split())
