"""Bytes from anybody are taken apart in a child process, which can be killed, and not in the one that holds the keys.

    LimitedReader    hands the child one mail after another, and a new child the next one where one has failed
    child            what happens inside: limits on itself first, then reads, and answers
    wire             what goes between them: JSON and bytes, nothing that could run
    allowance        how much time and memory one mail may take
"""

from service.reader.allowance import FULL, QUICK, Allowance
from service.reader.limited import LimitedReader

__all__ = ["FULL", "QUICK", "Allowance", "LimitedReader"]
