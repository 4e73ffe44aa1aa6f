"""The tables, one class each, grouped by what they remember.

    mail         what came in, what goes out, and the tokens and codes that tie a reply to its case
    cases        the procedure a case runs under, the case and its versions, its people, papers, forms and reminders
    experiences  whether those of a case were asked how it went
    logs         agencies' summary logs: asked for, and returned
    drafts       what is being written and not sent yet, and the documents that are added
    directory    agencies and the officers who hold the roles
    entries      when each officer was asked whether their entry is right, and what they said
    accounts     who signs in to the desk, and their sittings there
    keeping      data keys, the audit and its heads, heartbeats, the deployment's own settings

Timers, states and ids are plain; whatever names a child or says what was written is sealed (see `vault`).
"""

from service.store.tables.accounts import (
    AccountRow,
    AccountSubjectRow,
    InvitationRow,
    ProviderStartRow,
    RecoveryCodeRow,
    SittingRow,
    WrongTryRow,
)
from service.store.tables.base import Table
from service.store.tables.cases import (
    CaseRow,
    CaseVersionRow,
    PaperOpenedRow,
    PaperRow,
    PersonRow,
    ProcedureRow,
    ReminderRow,
    SubjectRow,
    SubmissionRow,
)
from service.store.tables.directory import AgencyRow, OfficerRow
from service.store.tables.drafts import DocumentRow, DraftCodeRow, DraftRow
from service.store.tables.entries import EntryChangeRow, EntryCodeRow, EntryRow, EntryTokenRow
from service.store.tables.experiences import ExperienceRequestRow, ExperienceTokenRow
from service.store.tables.keeping import AuditEntryRow, AuditHeadRow, DataKeyRow, HeartbeatRow, SettingRow
from service.store.tables.logs import LogCodeRow, LogCopyRow, LogRequestRow, LogReturnRow, LogTokenRow
from service.store.tables.mail import (
    DISPOSITIONS,
    OUTCOMES,
    CodeRow,
    DeadAddressRow,
    HeldRow,
    InboundPieceRow,
    InboundRow,
    MarkRow,
    OutboxAttemptRow,
    OutboxRow,
    SuggestionRow,
    TokenRow,
)

__all__ = [
    "DISPOSITIONS",
    "OUTCOMES",
    "AccountRow",
    "AccountSubjectRow",
    "AgencyRow",
    "AuditEntryRow",
    "AuditHeadRow",
    "CaseRow",
    "CaseVersionRow",
    "CodeRow",
    "DataKeyRow",
    "DeadAddressRow",
    "DocumentRow",
    "DraftCodeRow",
    "DraftRow",
    "EntryChangeRow",
    "EntryCodeRow",
    "EntryRow",
    "EntryTokenRow",
    "ExperienceRequestRow",
    "ExperienceTokenRow",
    "HeartbeatRow",
    "HeldRow",
    "InboundPieceRow",
    "InboundRow",
    "InvitationRow",
    "LogCodeRow",
    "LogCopyRow",
    "LogRequestRow",
    "LogReturnRow",
    "LogTokenRow",
    "MarkRow",
    "OfficerRow",
    "OutboxAttemptRow",
    "OutboxRow",
    "PaperOpenedRow",
    "PaperRow",
    "PersonRow",
    "ProcedureRow",
    "ProviderStartRow",
    "RecoveryCodeRow",
    "ReminderRow",
    "SettingRow",
    "SittingRow",
    "SubjectRow",
    "SubmissionRow",
    "SuggestionRow",
    "Table",
    "TokenRow",
    "WrongTryRow",
]
