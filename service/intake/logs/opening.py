"""An agency's log is opened by somebody of the partnership: it names children, so that is audited first."""

from service.store import audit
from service.store.logs import Request
from service.telling.occasion import Occasion
from service.telling.summary_log import LogRow, log_of


def opened(
    occasion: Occasion, actor: str, agency: str, why: str, asked: Request | None = None
) -> tuple[LogRow, ...]:
    """The rows of the agency, or those that it was asked for."""
    audit.record(
        occasion.session, occasion.service.vault, f"partnership:{occasion.its.key}", at=occasion.at, actor=actor,
        action="opened a summary log", object_id=agency, detail={"why": why},
    )  # fmt: skip
    return log_of(occasion, agency, asked)
