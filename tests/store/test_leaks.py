"""A stolen database: nothing that names a child, and no token, can be read in it."""

from pathlib import Path

from service.store import Sessions, audit, inbox, migrate, open_engine, outbox, tokens
from service.store.inbox import Arrival, Ending
from service.store.outbox import Letter
from service.store.tables import SubjectRow
from service.store.tables.cases import CaseRow, ProcedureRow
from service.store.tokens import Grant

CANARY = "Xanthippe Quillfeather"


def fill(session, vault, at):
    """One case with a subject, a mail in, a mail out, a token, a code and an audit; the secrets among them."""
    session.add(ProcedureRow(digest="d", key="sefton", files="{}", stored_at=at))
    session.add(
        CaseRow(id="1", reference="SEF-4T9K-2MC2", partnership="sefton", procedure="sefton", digest="d", state="open",
                stage="2", version=1, opened_at=at, updated_at=at)
    )  # fmt: skip
    name = CANARY.encode()
    sealed = vault.seal(session, "case:1", "subjects:sealed:1", name)
    found_by = vault.digest("name", name)
    session.add(SubjectRow(id="1", case_id="1", kind="child", sealed=sealed, name_digest=found_by))
    inbox.capture(session, vault, Arrival("escalations@sefton.example", b"Subject: " + name, 1, 1, None), at)
    kept = inbox.claim(session, vault, at, 60)
    inbox.end(session, vault, kept, Ending("case_created", "A notification.", case_id="1"))
    to, mime = f"{CANARY.split()[0]}@school.example", b"\r\n\r\n" + name
    outbox.queue(
        session, vault,
        Letter("k", "1", "officer:7", "2", "routed", 0, "s@sefton.example", to, mime, "<1@sefton.example>", at, at),
        at,
    )  # fmt: skip
    audit.record(session, vault, "case:1", at=at, actor="officer:7", action="opened", detail={"child": CANARY})
    token = tokens.issue(session, Grant("1", "2", "officer:7", "reply", vault.digest("email", to.encode()), None), at)
    return token, tokens.send_code(session, vault, tokens.token_hash(token), at)


def test_no_name_no_address_and_no_token_can_be_read_in_the_file(tmp_path, vault, at):
    engine = open_engine(f"sqlite:///{tmp_path}/parley.db")
    migrate(engine)
    with Sessions(engine).begin() as session:
        token, _ = fill(session, vault, at)
    written = b"".join(Path(file).read_bytes() for file in tmp_path.iterdir())
    engine.dispose()
    assert b"SEF-4T9K-2MC2" in written
    for secret in (*CANARY.split(), token):
        assert secret.encode().lower() not in written.lower()
