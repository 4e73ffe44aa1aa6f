"""What coordinators have set beside the course of a case: no step of it, and no undoing of one takes it back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """`untold` were told by mistake, and hear no more; `restricted_to` are those of the own team who may see the case,
    nobody named being all: both by holder. `linked` and `apart` are cases that somebody held this one against, and
    `merged_into` the one that goes on in its place: by their references. `refused_by` is whoever refused it last, by
    holder, and `refused_as` one of the reasons of `refusing`."""

    untold: tuple[str, ...] = ()
    restricted_to: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    merged_into: str = ""
    refused_by: str = ""
    refused_as: str = ""


NOTHING_BESIDE = Beside()
