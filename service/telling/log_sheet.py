"""An agency's log as a spreadsheet: the file that goes with our request, and what its notes say.

It names children: it goes only to whom the directory lets a mail carry that (ux.md 2.8, level L2).
"""

from collections.abc import Callable, Iterable, Mapping

from forms import Choices, SummaryLogForm
from forms.documents import as_csv, workbook
from forms.paper import guidance_of
from forms.summary_log import ON_A_SHEET
from service.escalation.routing import Holder
from service.mail.sending.compose import Enclosure
from service.telling.disclosure import FULL_LEVEL
from service.telling.quarter import Quarter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Mapping[str, str]
NOTES = (
    "Each row is a disagreement. Change what is not right. Add a row for each that was settled inside stage 1.",
    "Leave our reference as it is: it says which case a row is about. Leave it empty in a row that you add.",
    "Send the file back in a reply to our email. What you change is kept as your agency’s return; the case stays as it"
    " is.",
    "Where a row lacks something we ask for it by the row’s number. Row 1 is the first one below the headings.",
)


def enclosed_for(reader: Holder, choices: Choices, rows: Iterable[Row], quarter: Quarter | None) -> Enclosure | None:
    """The log beside a mail to that reader; None where their level does not allow it."""
    if reader.level != FULL_LEVEL:
        return None
    return Enclosure(XLSX, f"log-{quarter.name if quarter else 'so-far'}.xlsx", as_sheet(choices, rows))


def as_sheet(choices: Choices, rows: Iterable[Row]) -> bytes:
    form = SummaryLogForm.asking(choices)
    return workbook(form, ON_A_SHEET, rows, (*NOTES, f"Level of need: {guidance_of(form['level_of_need'])}."))


def as_lines(choices: Choices, rows: Iterable[Row]) -> str:
    return as_csv(SummaryLogForm.asking(choices), ON_A_SHEET, rows)


SHEETS: Mapping[str, Callable[[Choices, Iterable[Row]], bytes]] = {
    "xlsx": as_sheet,
    "csv": lambda choices, rows: as_lines(choices, rows).encode("utf-8-sig"),
}
