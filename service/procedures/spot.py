"""A place in a procedure file, which knows where the faults found there go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from service.escalation.clocks import Clock
from service.procedures.fault import Fault, plain, shown

Path = tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """`path` leads to the place, key by key; `clocks` are those of [clock], read before the rest."""

    file_of: Callable[[Path], str]
    found: list[Fault]
    path: Path = ()
    clocks: Mapping[str, Clock] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.path[-1]

    @property
    def file(self) -> str:
        """The file that this clause's citation stands in."""
        return self.file_of((*self.path, "cite"))

    def at(self, key: str) -> "Spot":
        return replace(self, path=(*self.path, key))

    def says(self, what: str) -> None:
        """Report a fault of this place."""
        self._report(self.path, what)

    def refuses(self, value: object, remedy: str) -> None:
        """Report a fault of the value written here, under the heading that it stands in."""
        self._report(self.path[:-1], f"{plain(self.key)} = {shown(value)}: {remedy}")

    def says_above(self, what: str) -> None:
        """Report a fault of the heading that this value stands in."""
        self._report(self.path[:-1], what)

    def _report(self, heading: Path, what: str) -> None:
        self.found.append(Fault(f"{self.file_of(self.path)}.toml", ".".join(map(plain, heading)), what))
