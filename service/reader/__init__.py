"""Bytes from anybody are taken apart in a child process, which can be killed, and not in the one that holds the keys.

    Reader           what can be asked for; Here reads without a child
    LimitedReader    hands the child one mail after another, and a new child the next one where one has failed
    child            what happens inside: limits on itself first, then reads, and answers
    wire             what goes between them: JSON and bytes, nothing that could run
    allowance        how much time and memory one mail may take
"""

from service.reader.allowance import FULL, QUICK, Allowance
from service.reader.limited import LimitedReader
from service.reader.reading import HERE, Here, Reader

__all__ = ["FULL", "HERE", "QUICK", "Allowance", "Here", "LimitedReader", "Reader"]
