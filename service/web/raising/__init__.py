"""Raising a disagreement, from the question about risk to the receipt.

    screens    the pages of the journey: a table
    lists      what can be added more than once: the discussions, the brothers and sisters
    journey    which of the screens somebody sees, where each leads, and the form that their answers make
    mine       the draft of the browser that asks
    pages      the screens, shown and answered
    entries    a discussion, a brother or sister: added, changed, removed
    turning    pages that ask nothing: another procedure, another area, talk first
    documents  files that are added, and taken away again
    saving     kept for later, and come back to by mail and code
    cards      the answers as people look them over
    check      the answers looked over and sent, and the receipt

Every page keeps its answers in the draft as they are given. The browser holds a handle to it in a cookie, and no
address says anything of anyone.
"""

from service.web.raising import check, documents, entries, saving, turning
from service.web.raising.pages import pages

__all__ = ["check", "documents", "entries", "pages", "saving", "turning"]
