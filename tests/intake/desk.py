"""A coordinator at the command line: what is typed there, done or refused."""

from collections.abc import Callable

Parley = Callable[..., tuple[int, str, str]]

PEARL, BEACON = "Pearl Lighthouse", "Beacon Foghorn"
TULIP = "Tulip Spinney"  # who coordinates in Lincolnshire
UMBER, SIENNA = "Umber Compass", "Sienna Sextant"  # who coordinate in Liverpool
WHY = "Agreed in a call with both."


def act(parley: Parley, reference: str, *words: str, name: str = PEARL) -> None:
    """Done, and answered with how the case stands now."""
    status, said, why_not = parley("case", reference, *words, "--as", name, "--why", WHY)
    assert status == 0, why_not
    assert reference in said


def refused(parley: Parley, reference: str, *words: str, name: str = PEARL) -> str:
    """The sentence that it was refused with."""
    status, _, why_not = parley("case", reference, *words, "--as", name, "--why", WHY)
    assert status in (1, 2) and "Traceback" not in why_not
    return why_not
