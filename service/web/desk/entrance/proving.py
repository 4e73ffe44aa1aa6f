"""The questions that prove who somebody is."""

from collections.abc import Sequence
from typing import ClassVar

from wtforms import Form

from forms.fields import Email, Question
from forms.given import Given, Posted

ANOTHER = "Password must be 12 characters or more, and must not include your name"


class Password(Question):
    """A password, as it was typed: nothing of it is trimmed, and none of it is shown again."""

    kind: ClassVar[str] = "password"

    def process_formdata(self, given: Sequence[str]) -> None:
        self.data = given[0] if given else ""

    def check(self) -> None:
        """Only the service knows whether it is right."""


class Proof(Question):
    """Six digits of an app, or a recovery code."""

    kind: ClassVar[str] = "code"
    limit = 40


class ProvingForm(Form):  # type: ignore[misc]
    @classmethod
    def of(cls, given: Given | None = None) -> "ProvingForm":
        form: ProvingForm = cls(None if given is None else Posted(given))
        return form

    @property
    def is_answered(self) -> bool:
        """Whether every question has an answer; each that has none says so."""
        return len([question for question in self if question.validate(self)]) == len(self._fields)

    def refuse(self, key: str, message: str) -> None:
        self[key].errors = [message]


class PasswordForm(ProvingForm):
    email = Email("Work email address", missing="Enter your work email address", autocomplete="username")
    password = Password("Password", missing="Enter your password", autocomplete="current-password")


class CodeForm(ProvingForm):
    code = Proof(
        "6-digit code from your app", hint="Or one of your recovery codes", autocomplete="one-time-code",
        missing="Enter the code from your app",
    )  # fmt: skip


class SetUpForm(ProvingForm):
    password = Password(
        "Choose a password", hint="12 characters or more. Three words that do not belong together are a good one",
        missing="Enter a password", autocomplete="new-password",
    )  # fmt: skip
    code = Proof(
        "6-digit code that your app shows now", missing="Enter the code from your app", autocomplete="one-time-code"
    )
