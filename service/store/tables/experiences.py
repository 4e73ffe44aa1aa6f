"""Whether those of a case were asked how it went, and the links to answer by: nothing says whose a link is."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, refers_to


class ExperienceRequestRow(Table):
    """Those of a case are asked once, however often it ends."""

    __tablename__ = "experience_requests"

    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), primary_key=True)
    asked_at: Mapped[datetime]


class ExperienceTokenRow(Table):
    """A link to answer by, once; of the token itself only its SHA-256."""

    __tablename__ = "experience_tokens"

    hash: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("experience_requests.case_id"))
    used: Mapped[bool] = mapped_column(default=False)
