"""A log behind its link at the edge of the pages: one case of ours, and what was done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from forms import Choice, Choices
from service.seam.link_pages import Expired, WrongCode
from service.seam.log_pages import LogLink, LogRecorded, OpenLog, ShownRow
from tests.web.drafts_at_hand import RIGHT_CODE

LOG, OLD_LOG, HANDLE = "t6h2r", "b8n4c", "handle-of-this-browser"
UNTIL = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
LOG_LINK = LogLink(
    "sefton", "Northfield Primary School", "October to December", datetime(2027, 1, 15, 17, 0, tzinfo=UTC),
    "the Safeguarding Lead at Northfield Primary School", 1, "You sent your own log.", UNTIL,
)  # fmt: skip
OURS = {
    "child_name": "Canary Meadow", "child_born": "2018-03-03", "concern": "Closing", "summary": "Attendance fell.",
    "outcome": "Still open", "level_of_need": "section 17", "reference": "SEF-4T9K-2MC2", "stage": "2",
}  # fmt: skip


@dataclass
class LogsAtHand:
    rows: list[Mapping[str, str]] = field(default_factory=lambda: [OURS])
    acts: list[tuple[str, ...]] = field(default_factory=list)
    seen: str = "as it is"

    def choices(self, partnership: str) -> Choices:
        return Choices(today=date(2026, 11, 23), stages=(Choice("2", "Stage 2"),))

    def page(self, token: str) -> LogLink | Expired | None:
        return {LOG: LOG_LINK, OLD_LOG: Expired("sefton", "Your agency has been asked for a newer log.")}.get(token)

    def send_code(self, token: str) -> None:
        self.acts.append(("code sent", token))

    def open(self, token: str, code: str) -> str | WrongCode:
        return HANDLE if code == RIGHT_CODE else WrongCode()

    def find(self, token: str, handle: str) -> OpenLog | None:
        if (token, handle) != (LOG, HANDLE):
            return None
        rows = [
            ShownRow(
                number, row.get("reference", ""), row, ("Outcome",) if row is not OURS else (),
                () if row.get("outcome") else ("enter the outcome",),
            )
            for number, row in enumerate(self.rows, start=1)
        ]  # fmt: skip
        return OpenLog(LOG_LINK, tuple(rows), ("Added: 1 row.",) if len(rows) > 1 else (), self.seen)

    def change(self, token: str, handle: str, number: int, given: Mapping[str, str]) -> bool:
        self.acts.append(("changed", str(number)))
        before = self.rows[number - 1] if number <= len(self.rows) else {}
        self.rows[number - 1 : number] = [{**before, **given}]
        return True

    def remove(self, token: str, handle: str, number: int) -> bool:
        self.acts.append(("removed", str(number)))
        self.rows.pop(number - 1)
        return True

    def put_sheet(self, token: str, handle: str, name: str, content: bytes) -> str:
        self.acts.append(("sheet", name))
        return "" if content else "Select a spreadsheet"

    def sheet(self, token: str, handle: str) -> bytes | None:
        return b"PK: a sheet"

    def send(self, token: str, handle: str, submission_id: str, seen: str) -> LogRecorded | None:
        if seen != self.seen:
            return None
        self.acts.append(("sent", submission_id))
        return LogRecorded("Your log has 1 row.", UNTIL)

    def nil(self, token: str, handle: str, submission_id: str) -> LogRecorded | None:
        self.acts.append(("nil", submission_id))
        return LogRecorded("You say that there is nothing to log.", UNTIL)

    def fresh_link(self, token: str) -> None:
        self.acts.append(("fresh link", token))
