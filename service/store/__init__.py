"""What we remember. Only this room writes SQL, and only this room holds the vault.

    engine       opens the database, and refuses one that could lose a commit
    schema       brings its schema up to date (by migrations), and tells when it is not
    tables       the tables, grouped by what they remember
    vault        seals what names a child
    inbox        every mail that came, claimed to be read, brought to one end (pieces: its bytes)
    held         which mails wait for a person, who was told, and where they may belong
    balance      how many mails came in, and where each of them is
    addresses    those that mail came back from for good
    accounts     who signs in to the desk (sittings: from signing in to signing out)
    outbox       the only way out, with the state of every sending (letters: what it takes and gives)
    drafts       what is being written on the pages and has not been sent (codes: who may go on with it)
    logs         agencies' logs, asked for and returned (log_copies: what is changed on the pages and not sent)
    experiences  asking those of a case how it went
    documents    files that were added there, with the draft and then with the case
    tokens       which person, case and stage an answer belongs to
    audit        who did what, in chains that one can only add to
"""

from service.store.engine import Sessions, open_engine, reading
from service.store.schema import check, migrate
from service.store.vault import Keys, Vault

__all__ = ["Keys", "Sessions", "Vault", "check", "migrate", "open_engine", "reading"]
