"""What coordinators have set beside the course of a case: no step of it, and no undoing of one takes it back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """`untold` were told by mistake, and hear no more; `restricted_to` are those of the own team who may see the case,
    nobody named being all: both by holder."""

    untold: tuple[str, ...] = ()
    restricted_to: tuple[str, ...] = ()


NOTHING_BESIDE = Beside()
