"""The first tables, and the triggers that let the audit only grow."""

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

TEXT, LONG_TEXT, NUMBER, BIG_NUMBER, YES_NO, DAY = String(), Text(), Integer(), BigInteger(), Boolean(), Date()
MOMENT, BYTES = DateTime(timezone=True), LargeBinary()
UNTAKEN = text("taken_at IS NULL")

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries"
        " BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
        "CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries"
        " BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
        # INSERT OR REPLACE deletes without waking the trigger above
        "CREATE TRIGGER audit_entries_once BEFORE INSERT ON audit_entries"
        " WHEN EXISTS (SELECT 1 FROM audit_entries WHERE chain = NEW.chain AND seq = NEW.seq)"
        " BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$",
        "CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER audit_entries_remain BEFORE TRUNCATE ON audit_entries"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}
UNGUARD = {"sqlite": (), "postgresql": ("DROP FUNCTION refuse_change()",)}
TABLES = (
    "subjects reminders people case_versions cases procedures submissions codes tokens outbox_attempts outbox inbound"
    " officers agencies settings_kept heartbeats audit_heads audit_entries data_keys"
)


def upgrade() -> None:
    keeping()
    directory()
    inbox()
    outbox()
    tokens()
    cases()
    of_cases()
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)


def downgrade() -> None:
    for table in TABLES.split():
        op.drop_table(table)
    for statement in UNGUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def needed(kind: TypeEngine[Any], *names: str) -> list[Column[Any]]:
    return [Column(name, kind, nullable=False) for name in names]


def optional(kind: TypeEngine[Any], *names: str) -> list[Column[Any]]:
    return [Column(name, kind) for name in names]


def refers(column: str, to: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint([column], [to], deferrable=True, initially="DEFERRED")


def keeping() -> None:
    op.create_table(
        "data_keys", *needed(TEXT, "scope"), *needed(BYTES, "wrapped"), PrimaryKeyConstraint("scope")
    )
    op.create_table(
        "audit_entries",
        *needed(TEXT, "chain", "actor", "action", "object_id", "detail_hash", "prev_hash", "hash"),
        *needed(NUMBER, "seq"),
        *needed(MOMENT, "at"),
        *optional(BYTES, "detail"),
        PrimaryKeyConstraint("chain", "seq"),
    )
    op.create_table(
        "audit_heads", *needed(TEXT, "chain", "hash"), *needed(NUMBER, "seq"), PrimaryKeyConstraint("chain")
    )
    op.create_table(
        "heartbeats", *needed(TEXT, "role"), *needed(MOMENT, "at"), *needed(NUMBER, "pid"), PrimaryKeyConstraint("role")
    )
    op.create_table(
        "settings_kept", *needed(TEXT, "name"), *needed(LONG_TEXT, "value"), PrimaryKeyConstraint("name")
    )


def directory() -> None:
    op.create_table(
        "agencies",
        *needed(TEXT, "id", "partnership", "name", "kind"),
        *needed(JSON(), "domains"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("partnership", "name"),
    )
    op.create_table(
        "officers",
        *needed(TEXT, "id", "partnership", "agency_id", "post", "name", "email"),
        *optional(TEXT, "service", "telephone", "level", "deputy_name", "deputy_email", "deputy_telephone"),
        *optional(DAY, "away_from", "away_until", "active_from", "active_until"),
        PrimaryKeyConstraint("id"),
        refers("agency_id", "agencies.id"),
        Index("ix_officers_agency_id", "agency_id"),
        Index("ix_officers_email", "email"),
        Index("ix_officers_partnership_post", "partnership", "post"),
    )


def inbox() -> None:
    op.create_table(
        "inbound",
        *needed(TEXT, "id", "mailbox", "digest", "scope", "state"),
        *needed(BYTES, "raw"),
        *needed(BIG_NUMBER, "uid", "uidvalidity"),
        *needed(NUMBER, "arrivals", "claim_no", "tries"),
        *needed(MOMENT, "arrived_at"),
        *optional(MOMENT, "internal_date", "lease_until", "released_at"),
        *optional(TEXT, "disposition", "reason", "case_id", "fingerprint", "released_by"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("mailbox", "digest"),
        CheckConstraint("state IN ('captured', 'leased', 'ended')", name="state"),
        CheckConstraint(
            "disposition IN ('case_created', 'reply_applied', 'note_added', 'held', 'auto_recorded',"
            " 'bounce_recorded', 'duplicate_linked', 'own_recorded', 'closed_by_human')",
            name="disposition",
        ),
        Index("ix_inbound_case_id", "case_id"),
        Index("ix_inbound_fingerprint", "fingerprint"),
        Index("ix_inbound_state_arrived_at", "state", "arrived_at"),
    )


def outbox() -> None:
    op.create_table(
        "outbox",
        *needed(TEXT, "id", "dedupe_key", "recipient", "stage", "kind", "message_id", "state"),
        *needed(BYTES, "letter"),
        *needed(NUMBER, "priority", "claim_no", "tries", "unknowns"),
        *needed(MOMENT, "queued_at", "due_at", "deadline_at"),
        *optional(MOMENT, "lease_until", "sent_at", "bounced_at"),
        *optional(TEXT, "case_id", "last_enhanced", "last_phase", "ended_reason"),
        *optional(NUMBER, "last_code"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("dedupe_key"),
        UniqueConstraint("message_id"),
        CheckConstraint(
            "state IN ('queued', 'leased', 'retry', 'unknown', 'sent', 'failed', 'cancelled')", name="state"
        ),
        Index("ix_outbox_case_id", "case_id"),
        Index("ix_outbox_state_priority_due_at", "state", "priority", "due_at"),
    )
    op.create_table(
        "outbox_attempts",
        *needed(TEXT, "outbox_id"),
        *needed(NUMBER, "claim_no"),
        *needed(MOMENT, "started_at"),
        *optional(MOMENT, "ended_at"),
        *optional(TEXT, "phase", "enhanced", "outcome"),
        *optional(NUMBER, "code"),
        PrimaryKeyConstraint("outbox_id", "claim_no"),
        refers("outbox_id", "outbox.id"),
        CheckConstraint(
            "outcome IN ('accepted', 'refused_temp', 'refused_perm', 'not_sent', 'unknown')", name="outcome"
        ),
    )


def tokens() -> None:
    op.create_table(
        "tokens",
        *needed(TEXT, "hash", "case_id", "stage", "recipient", "purpose", "address_digest"),
        *needed(MOMENT, "issued_at"),
        *optional(MOMENT, "expires_at", "revoked_at"),
        PrimaryKeyConstraint("hash"),
        CheckConstraint("purpose IN ('reply', 'answer', 'prove')", name="purpose"),
        Index("ix_tokens_case_id", "case_id"),
    )
    op.create_table(
        "codes",
        *needed(TEXT, "token_hash", "digest"),
        *needed(MOMENT, "expires_at"),
        *needed(NUMBER, "wrong"),
        PrimaryKeyConstraint("token_hash"),
        refers("token_hash", "tokens.hash"),
    )


def cases() -> None:
    op.create_table(
        "procedures",
        *needed(TEXT, "digest", "key"),
        *needed(LONG_TEXT, "files"),
        *needed(MOMENT, "stored_at"),
        PrimaryKeyConstraint("digest"),
        Index("ix_procedures_key", "key"),
    )
    op.create_table(
        "cases",
        *needed(TEXT, "id", "reference", "partnership", "procedure", "digest", "state", "stage"),
        *needed(YES_NO, "urgent"),
        *needed(NUMBER, "version"),
        *needed(MOMENT, "opened_at", "updated_at"),
        *optional(MOMENT, "next_due"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("reference"),
        refers("digest", "procedures.digest"),
        Index("ix_cases_next_due", "next_due"),
        Index("ix_cases_partnership_state", "partnership", "state"),
    )
    op.create_table(
        "case_versions",
        *needed(TEXT, "case_id", "event", "actor", "source"),
        *needed(NUMBER, "version"),
        *needed(MOMENT, "at"),
        *needed(LONG_TEXT, "state_json"),
        PrimaryKeyConstraint("case_id", "version"),
        refers("case_id", "cases.id"),
    )


def of_cases() -> None:
    op.create_table(
        "subjects",
        *needed(TEXT, "id", "case_id", "kind", "name_digest"),
        *needed(BYTES, "sealed"),
        *optional(TEXT, "dob_digest"),
        PrimaryKeyConstraint("id"),
        refers("case_id", "cases.id"),
        Index("ix_subjects_case_id", "case_id"),
        Index("ix_subjects_name_digest_dob_digest", "name_digest", "dob_digest"),
    )
    op.create_table(
        "people",
        *needed(TEXT, "id", "case_id", "side", "agency", "role", "email_digest"),
        *needed(BYTES, "sealed"),
        PrimaryKeyConstraint("id"),
        refers("case_id", "cases.id"),
        Index("ix_people_case_id", "case_id"),
        Index("ix_people_email_digest", "email_digest"),
    )
    op.create_table(
        "submissions",
        *needed(TEXT, "id", "form", "partnership", "state"),
        *needed(BYTES, "sealed"),
        *needed(MOMENT, "received_at"),
        *optional(TEXT, "case_id", "reason"),
        PrimaryKeyConstraint("id"),
        CheckConstraint("state IN ('kept', 'acted', 'held')", name="state"),
        Index("ix_submissions_case_id", "case_id"),
        Index("ix_submissions_state_received_at", "state", "received_at"),
    )
    op.create_table(
        "reminders",
        *needed(TEXT, "id", "case_id", "duty", "kind"),
        *needed(NUMBER, "seq"),
        *needed(MOMENT, "due_at"),
        *optional(MOMENT, "taken_at"),
        *optional(TEXT, "outcome"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("case_id", "duty", "kind", "seq"),
        refers("case_id", "cases.id"),
        Index("ix_reminders_untaken", "due_at", sqlite_where=UNTAKEN, postgresql_where=UNTAKEN),
    )
