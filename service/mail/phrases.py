"""Many phrases as one pattern: mail programs and mail systems speak many languages, a phrase to a string."""

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """Any of these patterns, whatever the case."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.I)
