"""The same forms in the text of a mail: `Label: answer`, one question after another.

A label stands at the start of a line, in any case, with or without its number (`6. Full name: …`); its number alone
will do (`6: …`), and so will the label that a printed form has for it. Lines that follow belong to the answer above
them. A label that has had its answer is only text the second time, so nothing that was written is dropped.
"""

import re

from forms.base import PublishedForm
from forms.fields import folded

OPTIONAL = r"(?:\(optional[^)]*\))?"
BY_LABEL = re.compile(r"(?:[0-9]{1,3}[.):]?\s+)?(?P<label>[^:?]+)[:?]")
BY_NUMBER = re.compile(r"([0-9]{1,3}:)(?:\s+|$)")
AFTER_LABEL = re.compile(rf"\s*{OPTIONAL}\s*:?\s*", re.IGNORECASE)
LONGEST_LABEL = 300


def parse(text: str, form: PublishedForm) -> dict[str, str]:
    """The answers written in `text`, as they stand, by the key of the question; empty when it has no labels."""
    labels = labels_of(form)
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        key, said = labelled(line, labels)
        if key and key not in found:
            current = found[key] = [said]
        else:
            current.append(line)
    return {key: "\n".join(lines).strip() for key, lines in found.items()}


def labels_of(form: PublishedForm) -> dict[str, str]:
    """The keys of the form's questions, by label and by number, for `labelled`."""
    printed = {folded(label): question.short_name for question in form.questions for label in question.printed}
    by_label = {folded(bare(question.label.text)): question.short_name for question in form.questions}
    return printed | by_label | {f"{question.number}:": question.short_name for question in form.questions}


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


def bare(label: str) -> str:
    """The label without its question mark and without "(optional)"."""
    return re.sub(rf"\??\s?{OPTIONAL}$", "", " ".join(label.split()), flags=re.IGNORECASE)
