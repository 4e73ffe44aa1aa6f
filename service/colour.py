"""Whether a partnership's colour can be read.

It stands against white, in text too, so its contrast is at least 4.5:1 (WCAG 2.2, 1.4.3).
"""

import re

ENOUGH = 4.5
SHARES = (0.2126, 0.7152, 0.0722)  # of red, green and blue in how bright a colour looks


def fault(colour: str) -> str:
    """What is wrong with `colour`, as a sentence; empty where it is #rrggbb and dark enough."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return f'give the colour as six digits, for example "#00543c", not "{colour}".'
    contrast = contrast_with_white(colour)
    if contrast >= ENOUGH:
        return ""
    return (
        f"choose a darker colour: {colour} has a contrast of {contrast:.1f}:1 against white,"
        f" and people need {ENOUGH}:1."
    )


def contrast_with_white(colour: str) -> float:
    """The contrast of #rrggbb with white, from 1 to 21, as WCAG 2.2 reckons it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luminance = sum(share * _light(part) for share, part in zip(SHARES, parts, strict=True))
    return 1.05 / (luminance + 0.05)


def _light(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
