"""Draws our questions with GOV.UK Frontend's components.

Each kind of question has its component; the mark-up is the library's, from the version that the styles are of. No
input carries `required`: what is wrong is said by us, in words.
"""

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from forms.base import PublishedForm
from forms.choices import EXIT
from forms.choosing import AnyOf, Offering, OneOf
from forms.dates import PARTS, PartsDate
from forms.fields import Question

LIBRARY = "govuk_frontend_jinja"
COMPONENTS = Environment(loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}), autoescape=True)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LONG_LIST = 7
AS_SHORT_LISTS = ("area", "your_agency", "their_agency", "whom", "post", "sector", "deputy")
Params = dict[str, Any]


def component(name: str, params: Params) -> Markup:
    """The library's component of that name ("date-input"), with the library's own parameters."""
    macro = "govuk" + "".join(word.capitalize() for word in name.split("-"))
    module = COMPONENTS.get_template(f"{LIBRARY}/components/{name}/macro.html").module
    return Markup(getattr(module, macro)(params))


def draw(question: Question) -> Markup:
    """The question with its label, hint, message and what was typed."""
    return component(*drawn(question))


def drawn(question: Question) -> tuple[str, Params]:
    """The component that draws the question, and what it is given."""
    name, params = DRAWN[question.kind](question)
    if question.description:
        params["hint"] = {"text": question.description}
    if question.errors:
        params["errorMessage"] = {"text": question.errors[0]}
    return name, params


def fold(form: PublishedForm, keys: Iterable[str], title: str = "") -> Markup:
    """The questions of a part that few need: folded away, unless one was answered or is to be put right. `title` names
    the part where a page has several."""
    questions = [form[key] for key in keys]
    if not questions:
        return Markup()
    return component("details", {
        "summaryText": f"{title}: more, if it applies (optional)" if title else "More, if it applies (optional)",
        "html": Markup().join(draw(question) for question in questions),
        "open": any(question.data or question.errors for question in questions),
    })  # fmt: skip


def draw_as_heading(question: Question, or_else: tuple[str, str] | None = None) -> Markup:
    """The one question of a page, which is the page's heading too; with a further answer that only the page offers."""
    name, params = drawn(question)
    if or_else:
        params["items"] += [{"divider": "or"}, {"value": or_else[0], "text": or_else[1]}]
    params["fieldset"]["legend"] |= {"isPageHeading": True, "classes": "govuk-fieldset__legend--l"}
    return component(name, params)


def summary(questions: Iterable[Question], beside: str = "") -> Markup:
    """What is wrong, each line linking to what must be put right; `beside` is a fault that no one question has."""
    wrong: list[Params] = [{"text": q.errors[0], "href": f"#{target(q)}"} for q in questions if q.errors]
    if beside:
        wrong.insert(0, {"text": beside})
    if not wrong:
        return Markup()
    return component("error-summary", {"titleText": "There is a problem", "errorList": wrong})


def target(question: Question) -> str:
    """The id of the first control to put right."""
    if isinstance(question, PartsDate):
        return f"{question.id}-{(question.bad or PARTS)[0]}"
    return str(question.id)


def shown(typed: str) -> str:
    """What was typed, with a visible sign for each character that a page cannot carry."""
    return CONTROL.sub("\ufffd", typed)


def line(question: Question) -> tuple[str, Params]:
    params = {
        "id": question.id,
        "name": question.name,
        "label": label(question),
        "value": shown(question.typed),
        "type": {"email": "email", "telephone": "tel"}.get(question.kind, "text"),
        "autocomplete": question.autocomplete or "off",
        "spellcheck": False,
        "classes": "govuk-input--width-10" if question.kind in ("postcode", "reference", "code") else "",
    }
    if question.kind == "code":
        params["inputmode"] = "numeric"
    return "input", params


def text(question: Question) -> tuple[str, Params]:
    return "character-count", {
        "id": question.id,
        "name": question.name,
        "label": label(question),
        "value": shown(question.typed),
        "maxlength": question.limit,
        "threshold": 75,
        "rows": 3 if (question.limit or 0) <= 500 else 6,
        "spellcheck": not question.autocomplete,
        "attributes": {"autocomplete": "off"},
    }


def choice(question: Question) -> tuple[str, Params]:
    assert isinstance(question, OneOf)
    if len(question.choices) > LONG_LIST and question.name in AS_SHORT_LISTS:
        return short_list(question)
    return "radios", options(question)


def several(question: Question) -> tuple[str, Params]:
    assert isinstance(question, AnyOf)
    return "checkboxes", options(question)


def options(question: Offering) -> Params:
    items: list[Params] = [
        {"value": one.value, "text": one.label, "checked": one.value in question.chosen}
        | ({"hint": {"text": one.hint}} if one.hint else {})
        for one in question.choices
    ]
    leaving = next((n for n, one in enumerate(question.choices) if one.value.startswith(EXIT)), 0)
    if leaving:  # what another procedure is for stands apart
        items.insert(leaving, {"divider": "or, where a different procedure may fit"})
    return legend(question) | {"idPrefix": question.id, "name": question.name, "items": items}


def short_list(question: OneOf) -> tuple[str, Params]:
    options = [{"value": "", "text": "Choose one"}]
    options += [{"value": one.value, "text": one.label} for one in question.choices]
    return "select", {
        "id": question.id,
        "name": question.name,
        "label": label(question),
        "value": question.data or "",
        "items": options,
    }


def date(question: Question) -> tuple[str, Params]:
    assert isinstance(question, PartsDate)
    bad = question.bad if question.errors else ()
    boxes = [
        {
            "name": part,
            "value": shown(question.parts[part]),
            "classes": f"govuk-input--width-{4 if part == 'year' else 3}{' govuk-input--error' * (part in bad)}",
            "inputmode": "text",
            "autocomplete": "off",
        }
        for part in PARTS
    ]
    return "date-input", legend(question) | {"id": question.id, "namePrefix": question.name, "items": boxes}


def label(question: Question) -> Params:
    return {"text": question.label.text, "classes": "govuk-label--s"}


def legend(question: Question) -> Params:
    return {"fieldset": {"legend": {"text": question.label.text, "classes": "govuk-fieldset__legend--s"}}}


def password(question: Question) -> tuple[str, Params]:
    return "password-input", {
        "id": question.id,
        "name": question.name,
        "label": label(question),
        "autocomplete": question.autocomplete,
    }


DRAWN = {
    "line": line,
    "email": line,
    "telephone": line,
    "postcode": line,
    "reference": line,
    "code": line,
    "password": password,
    "text": text,
    "rows": text,
    "choice": choice,
    "several": several,
    "date": date,
}
