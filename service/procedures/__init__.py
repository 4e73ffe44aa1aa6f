"""Procedures as data: one TOML file to a partnership, read, joined with what it extends, and checked.

README.md is the format. A file that contradicts itself is refused with file, key and remedy, all
faults at once; what is only doubtful is warned about. No Python changes for a new partnership.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from service.errors import ProcedureError
from service.escalation.procedure import Procedure
from service.procedures.checking import examine
from service.procedures.doubts import warnings
from service.procedures.explain import explain
from service.procedures.fault import Fault
from service.procedures.inheritance import only_to_extend
from service.procedures.vocabulary import PUBLISHED_FORMS
from service.procedures.written import text_of

__all__ = [
    "PUBLISHED_FORMS",
    "Fault",
    "Procedures",
    "explain",
    "faults",
    "load",
    "read_procedure",
    "shipped",
    "warnings",
]

OTHER_DATA = frozenset({"closures.toml"})


@dataclass(frozen=True, eq=False)
class Procedures:
    """The procedures of a folder that can be used, the text of every file, and what is wrong with the rest.

    Read once and never changed: what is worked out of it may be kept by it.
    """

    procedures: Mapping[str, Procedure]
    texts: Mapping[str, str]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def read_procedure(key: str, texts: Mapping[str, str], forms: frozenset[str] = PUBLISHED_FORMS) -> Procedure:
    """The procedure in `texts[key]`, joined with those of `texts` that it extends. `forms` are the published forms.

    Raises ProcedureError with every fault, one to a line.
    """
    procedure, found = examine(key, texts, forms)
    if procedure is None or found:
        raise ProcedureError("\n".join(map(str, found)))
    return procedure


def faults(key: str, texts: Mapping[str, str], forms: frozenset[str] = PUBLISHED_FORMS) -> tuple[Fault, ...]:
    """Everything that is wrong with `texts[key]`; empty where it can be used."""
    return examine(key, texts, forms)[1]


def load(folder: Path, forms: frozenset[str] = PUBLISHED_FORMS, today: date | None = None) -> Procedures:
    """Every procedure in `folder`, a file each; the file's name is the key.

    Never raises for what a file says. A file that others extend, and that is not itself in force, is no procedure.
    """
    found: list[Fault] = []
    files = sorted(path for path in folder.glob("*.toml") if path.name not in OTHER_DATA)
    texts = {path.stem: text_of(path.stem, path.read_bytes(), found) for path in files}
    unreadable = {fault.file.removesuffix(".toml") for fault in found}
    procedures = {}
    for key in sorted(texts.keys() - unreadable - only_to_extend(texts)):
        procedure, wrong = examine(key, texts, forms)
        found += wrong
        if procedure and not wrong:
            procedures[key] = procedure
    worth_knowing = (warning for one in procedures.values() for warning in warnings(one, today))
    return Procedures(MappingProxyType(procedures), MappingProxyType(texts), tuple(found), tuple(worth_knowing))


def shipped(forms: frozenset[str] = PUBLISHED_FORMS, today: date | None = None) -> Procedures:
    """The procedures of this package: the five that Parley comes with, and those added beside them."""
    return load(Path(__file__).parent, forms, today)
