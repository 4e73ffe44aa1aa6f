"""An agency's log behind its signed link (ux.md 2.1, P30): what is held, changed row by row or as a sheet, and sent.

The link shows no child and records nothing. A code opens the log in this browser, by a handle in a cookie that only
these pages read; every change is kept in a copy that nobody else sees until it is checked and sent.

    visit      somebody at a link, with or without what a code gives
    opening    the link, and the code
    rows       the log, and each row
    sheet      the same as a spreadsheet
    sending    looked over and sent, or nothing to report
"""

from service.web.links.log import opening, rows, sending, sheet
from service.web.links.log.visit import pages

__all__ = ["opening", "pages", "rows", "sending", "sheet"]
