"""Questions with answers to choose from: one of them, several of them, a stage of the procedure."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from wtforms.validators import StopValidation

from forms.choices import Choice
from forms.fields import Question, folded


class Offering(Question):
    """Offers the choices of `among` (or of that attribute of the partnership's Choices), then those of `plus`.

    A label is understood as well as a value, for a mail has no buttons.
    """

    def __init__(
        self, label: str, *, among: tuple[Choice, ...] | str, plus: tuple[Choice, ...] = (), **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        offered: tuple[Choice, ...] = getattr(self.meta.choices, among) if isinstance(among, str) else among
        self.choices = offered + plus

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that were chosen, and what was written instead of one."""
        return (self.data,) if self.data else ()

    def value_of(self, said: str) -> str:
        """The value of the choice that was named; what was said, where it names none."""
        wanted = self.compared(said)
        known = (one.value for one in self.choices if wanted in map(self.compared, (one.value, one.label, *one.also)))
        return next(known, said)

    def compared(self, text: str) -> str:
        """What counts of `text` when it is held against a choice."""
        return folded(text)

    def check(self) -> None:
        known = {one.value for one in self.choices}
        if not known.issuperset(self.chosen):
            raise StopValidation(self.missing or f"Select one of the answers to “{self.called}”")


class OneOf(Offering):
    """One answer out of several. Where `otherwise` names another question, an answer that is not among them is
    carried over to it."""

    kind = "choice"

    def __init__(self, label: str, *, otherwise: str = "", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.otherwise = otherwise

    @property
    def is_known(self) -> bool:
        return bool(self.words)

    @property
    def words(self) -> str:
        """The answer as people read it; empty when it is not one of the choices."""
        return next((choice.label for choice in self.choices if choice.value == self.data), "")

    def process_formdata(self, given: Sequence[str]) -> None:
        super().process_formdata(given)
        self.data = self.value_of(self.data)


class StageOf(OneOf):
    """A stage of the procedure: "Stage 3: between directors", "stage 3", "3", and "level 3" where it is called that."""

    def compared(self, text: str) -> str:
        words = "|".join(re.escape(folded(word)) for word in self.meta.choices.stage_words)
        return re.sub(rf"^(?:{words})\s*", "", folded(text))


class AnyOf(Offering):
    """Several answers, kept as their values with commas between. `alone` is one that goes with no other."""

    kind = "several"

    def __init__(self, label: str, *, alone: Choice | None = None, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.alone = alone

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.data.split(", ")) if self.data else ()

    def process_formdata(self, given: Sequence[str]) -> None:
        super().process_formdata(given)
        said = (part.strip() for part in re.split(r"[,;\n]", self.data))
        self.data = ", ".join(dict.fromkeys(self.value_of(part) for part in said if part))

    def check(self) -> None:
        super().check()
        if self.alone and self.alone.value in self.chosen and len(self.chosen) > 1:
            raise StopValidation(f'Select "{self.alone.label}" alone, or what else applies')


def when(key: str, *values: str) -> Callable[[Any], bool]:
    """Whether one of these values was chosen for that question: what `needed_when` asks of a form."""
    return lambda form: not set(values).isdisjoint(form[key].chosen)
