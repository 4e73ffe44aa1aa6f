"""The published forms, all together."""

from forms import PUBLISHED
from service.procedures import PUBLISHED_FORMS


def test_the_forms_are_those_that_a_procedure_can_name():
    assert set(PUBLISHED) == PUBLISHED_FORMS


def test_every_question_is_asked_in_one_part_of_its_form(choices):
    for form in PUBLISHED.values():
        asked = [key for part in form.parts for key in part.asks]
        assert sorted(asked) == sorted(field.short_name for field in form.asking(choices))
