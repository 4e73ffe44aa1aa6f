"""What was given to a form, one text to a question, whoever brought it."""

from collections.abc import Iterator, Mapping

Given = Mapping[str, str]


class Posted:
    """What was given, in the shape that WTForms reads."""

    def __init__(self, given: Given) -> None:
        self._given = given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __contains__(self, key: str) -> bool:
        return key in self._given

    def getlist(self, key: str) -> list[str]:
        return [self._given[key]] if key in self._given else []
