"""The same forms in the text of a mail: `Label: answer`, one question after another.

A label stands at the start of a line, in any case, with or without its number (`6. Full name: …`); its number alone
will do (`6: …`), and so will the label that a printed form has for it. Lines that follow belong to the answer above
them; what wants one line ends at an empty one, where a signature may follow. A label that has had its answer is only
text the second time.
"""

import re
import textwrap
from collections.abc import Collection, Iterator

from forms.base import PublishedForm
from forms.fields import Question, folded
from forms.paper import guidance_of, label_of, mark_of

OPTIONAL = r"(?:\(optional[^)]*\))?"
BY_LABEL = re.compile(r"(?:[0-9]{1,3}[.):]?\s+)?(?P<label>[^:?]+)[:?]")
BY_NUMBER = re.compile(r"([0-9]{1,3}:)(?:\s+|$)")
AFTER_LABEL = re.compile(rf"\s*{OPTIONAL}\s*:?\s*", re.IGNORECASE)
LONGEST_LABEL = 300
NUMBERED = re.compile(r"[0-9]{1,3}[.):]?(?:\s+|$)")
BEGINS_WITH_NUMBER = re.compile(
    r"\s*[*(\[]?(?:(?:question|answer|q|no\.?|number)\s*)?([0-9]{1,3})\s*(?:[.:)\]–—-]+|\s(?=\D))\s*", re.I
)
QUOTED = re.compile(r"(?:> ?)+", re.M)
WIDTH = 68  # so that a mail program that quotes it leaves its lines whole


# A blank to fill in


def blank(form: PublishedForm, send_to: str = "") -> str:
    """The form as text to be filled in, each question numbered as on the page; `send_to` is where it goes then."""
    return "\n".join([form.title, mark_of(form), "", *_how_to(send_to), *_asked(form)]) + "\n"


def _how_to(send_to: str) -> tuple[str, ...]:
    back = f"Send it to {send_to} as an email." if send_to else "Send it back as an email."
    return (
        "(Write each answer after its label. It may take several lines.)",
        "(Leave empty what does not apply. Keep the labels as they are.)",
        f"({back})",
    )


def _asked(form: PublishedForm) -> Iterator[str]:
    for part in form.parts:
        yield from ("", "", f"== {part.title} ==", *_in_brackets(part.guidance))
        for key in part.asks:
            yield from ("", *_in_brackets(guidance_of(form[key])), label_of(form[key]))


def _in_brackets(guidance: str) -> list[str]:
    return [f"({line})" for line in textwrap.wrap(guidance, WIDTH)]


def furniture(form: PublishedForm) -> frozenset[str]:
    """The lines that a blank has beside its labels: whoever fills it in did not write them."""
    lines = (form.title, *_how_to(""), *_asked(form))
    return frozenset(line for line in lines if line) - {label_of(question) for question in form.questions}


# What was filled in


def parse(text: str, form: PublishedForm, labels: dict[str, str] | None = None) -> dict[str, str]:
    """The answers written in `text`, as they stand, by the key of the question; empty when it has no labels.

    Where what is quoted alone has labels, the answers are looked for there. `labels`: those that count, if not all.
    """
    labels = labels_of(form) if labels is None else labels
    found = _answered(text, form, labels)
    return found if found or ">" not in text else _answered(QUOTED.sub("", text), form, labels)


def _answered(text: str, form: PublishedForm, labels: dict[str, str]) -> dict[str, str]:
    aside = furniture(form)
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        key, said = labelled(line, labels)
        if key and key not in found:
            current = found[key] = [said]
        elif line.strip() not in aside and not line.startswith("(Send it to "):
            current.append(line)
    return {key: _whole(lines, form[key]) for key, lines in found.items()}


def numbered(text: str, form: PublishedForm, keys: Collection[str]) -> dict[str, str]:
    """The answers to just these questions, each begun by its number (`6: …`, `6. …`, `Question 6 …`) or its label."""
    labels = {label: key for label, key in labels_of(form).items() if key in keys}
    lines = (BEGINS_WITH_NUMBER.sub(r"\1: ", line, count=1) if _number_in(line, labels) else line
             for line in text.splitlines())  # fmt: skip
    return {key: said for key, said in _answered("\n".join(lines), form, labels).items() if said}


def _number_in(line: str, labels: dict[str, str]) -> bool:
    found = BEGINS_WITH_NUMBER.match(line)
    return found is not None and f"{found[1]}:" in labels and not labelled(line, labels)[0]


def _whole(lines: list[str], question: Question) -> str:
    said = "\n".join(lines).strip()
    if question.keeps_lines or question.kind == "several":
        return said
    return " ".join(re.split(r"\n\s*\n", said, maxsplit=1)[0].split("\n"))


def labels_of(form: PublishedForm) -> dict[str, str]:
    """The keys of the form's questions, by label and by number, for `labelled`."""
    return printed_labels(form) | own_labels(form) | {f"{q.number}:": q.short_name for q in form.questions}


def own_labels(form: PublishedForm) -> dict[str, str]:
    return {folded(bare(question.label.text)): question.short_name for question in form.questions}


def printed_labels(form: PublishedForm) -> dict[str, str]:
    """What printed forms of others call the same questions."""
    return {folded(label): question.short_name for question in form.questions for label in question.printed}


def labelled(line: str, labels: dict[str, str]) -> tuple[str, str]:
    """The key of the question that `line` begins to answer, and the rest of the line; two empty strings if none."""
    line = line.strip()
    label = BY_LABEL.match(line, 0, LONGEST_LABEL)
    if label and (key := labels.get(folded(bare(label["label"])))):
        return key, AFTER_LABEL.sub("", line[label.end() :], count=1)
    number = BY_NUMBER.match(line)
    if number and (key := labels.get(number[1])):
        return key, line[number.end() :]
    return "", ""


def key_of(label: str, labels: dict[str, str]) -> str:
    """The key of the question whose label, or whose number, is all of `label`; empty if it is none."""
    label = label.strip()
    number = re.fullmatch(r"([0-9]{1,3})[.):]?", label)
    if number:
        return labels.get(f"{number[1]}:", "")
    return labels.get(folded(bare(NUMBERED.sub("", label, count=1).rstrip(" :"))), "")


def bare(label: str) -> str:
    """The label without its question mark and without "(optional)"."""
    return re.sub(rf"\??\s?{OPTIONAL}$", "", " ".join(label.split()), flags=re.IGNORECASE)
