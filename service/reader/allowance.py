"""How much one mail may take to be read: a little where others wait behind it, more where it is read by itself."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Allowance:
    """Seconds of processor time, `cpu` and as much again for each megabyte; `wall`, seconds altogether; `memory`, bytes
    of the child as a whole."""

    cpu: float
    per_megabyte: float
    wall: float
    memory: int = 512 * MEGABYTE

    def seconds_for(self, size: int) -> float:
        """The processor time for this many bytes."""
        return self.cpu + self.per_megabyte * size / MEGABYTE


FULL = Allowance(cpu=5, per_megabyte=0, wall=20)  # reliability-security.md 4.5
QUICK = Allowance(cpu=0.25, per_megabyte=0.1, wall=10)
