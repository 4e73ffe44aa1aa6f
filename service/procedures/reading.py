"""From the joined tables of a file to a frozen Procedure. What is wrong is reported, and read as blank."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from service.escalation.clocks import Clock
from service.escalation.procedure import Exit, FormUse, Interpretation, Notification, Procedure, Question, Source, Track
from service.procedures import keys
from service.procedures.clocks import named_clock
from service.procedures.fault import Fault
from service.procedures.inheritance import Document
from service.procedures.roles import role
from service.procedures.shape import Shape, table_at
from service.procedures.spot import Spot
from service.procedures.stages import stages_at, urgent_at
from service.procedures.tables import InForce, named, named_texts
from service.procedures.vocabulary import KINDS

Clause = TypeVar("Clause", Question, Notification, FormUse, Exit, Interpretation, Track)


def procedure(document: Document, texts: Mapping[str, str], found: list[Fault]) -> Procedure:
    """The procedure in `document`; its digest is that of the texts it was joined from."""
    top = Spot(document.file_of, found)
    sections = {name: document.table[name] for name in keys.SECTIONS if name in document.table}
    plain = {name: part for name, part in document.table.items() if name not in sections}
    spot = replace(top, clocks=_clocks(sections.get("clock", {}), top.at("clock")))
    values = keys.TOP.read(plain, spot)
    in_force: InForce = values.pop("in_force")
    return Procedure(
        key=document.key,
        in_force_from=in_force.since,
        in_force_until=in_force.until,
        digest=digest(document.chain, texts),
        kinds=MappingProxyType({**KINDS, **values.pop("kinds", {})}),
        words=MappingProxyType(values.pop("words", {})),
        **{name: value for name, value in values.items() if value is not None},
        **_sections(sections, spot),
    )


def _clocks(section: object, spot: Spot) -> Mapping[str, Clock]:
    found = {name: named_clock(name, value, spot.at(name)) for name, value in named(section, spot).items()}
    return MappingProxyType({name: clock for name, clock in found.items() if clock})


def _sections(written: Mapping[str, object], spot: Spot) -> dict[str, Any]:
    """Every section by the name of its field; those that the file leaves out are empty."""

    def clauses(name: str, shape: Shape, make: Callable[..., Clause]) -> tuple[Clause, ...]:
        return tuple(_clauses(written.get(name, {}), shape, make, spot.at(name)))

    roles = named(written.get("role", {}), spot.at("role"))
    return {
        "source": _source(written.get("source", {}), spot.at("source")),
        "types": MappingProxyType(named_texts(written.get("type", {}), spot.at("type"))),
        "roles": MappingProxyType({name: role(name, one, spot.at("role").at(name)) for name, one in roles.items()}),
        "clocks": spot.clocks,
        "questions": clauses("question", keys.QUESTION, _question),
        "stages": stages_at(written.get("stage", {}), spot.at("stage")),
        "tracks": clauses("track", keys.TRACK, Track),
        "tells": clauses("tell", keys.TELL, Notification),
        "forms": clauses("form", keys.FORM, FormUse),
        "exits": clauses("exit", keys.EXIT, Exit),
        "urgent": urgent_at(written["urgent"], spot.at("urgent")) if "urgent" in written else None,
        "interpretations": clauses("interpretation", keys.INTERPRETATION, Interpretation),
    }


def _clauses(section: object, shape: Shape, make: Callable[..., Clause], spot: Spot) -> Iterator[Clause]:
    for name, value in named(section, spot).items():
        here = spot.at(name)
        yield make(key=name, file=here.file, **shape.read(table_at(value, here), here))


def _source(section: object, spot: Spot) -> Source:
    values = keys.SOURCE.read(table_at(section, spot), spot)
    values.pop("lines", None)
    return Source(**values)


def _question(**values: Any) -> Question:
    """A question with options and no kind is a choice."""
    return Question(**{"kind": "choice" if values.get("options") else "text", **values})


def digest(chain: tuple[str, ...], texts: Mapping[str, str]) -> str:
    """SHA-256, in hex, of a file's text followed by its parents'."""
    joined = "\0".join(texts[key] for key in chain)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
