"""The mailbox: collects, then reads. A mail is safe in the database before it is moved, and read after that.

    fetch with PEEK -> commit the raw bytes -> move to Filed -> read and act, from the database
"""

import logging
import threading

from service.bootstrap import Service
from service.config import Mailbox
from service.errors import MailboxUnreachable
from service.intake.mails import read_one
from service.mail.imap import Account, Arrival, Mailroom
from service.reader import FULL, QUICK, LimitedReader
from service.store import inbox
from service.store.inbox import Lane
from workers.process import beat, stop_on_signals, stopping, until_none_is_left

log = logging.getLogger(__name__)

LOOKS = 5  # seconds between two looks for mails that nobody announced
PAUSES = (1, 2, 5, 10, 30)


def run(service: Service) -> None:
    """Watch every mailbox, each in a thread of its own, and read what they have kept."""
    stop_on_signals()
    news = threading.Event()
    for mailbox in service.config.mailboxes:
        threading.Thread(target=_watch, args=(service, mailbox, news), daemon=True, name=mailbox.partnership).start()
    print("ready", flush=True)  # noqa: T201
    threading.Thread(target=_read_suspects, args=(service,), daemon=True, name="suspects").start()
    with LimitedReader(QUICK) as reader:

        def read_fresh(service: Service) -> bool:
            return read_one(service, reader.mail, Lane.FRESH)

        while not stopping.is_set():
            until_none_is_left(read_fresh, service)
            beat(service, "mailbox")
            news.wait(LOOKS)
            news.clear()


def _read_suspects(service: Service) -> None:
    """What took too long, or was broken off, is read by itself, with more time: nobody waits behind it."""
    with LimitedReader(FULL) as reader:

        def read_suspect(service: Service) -> bool:
            return read_one(service, reader.mail, Lane.SUSPECT)

        while not stopping.wait(LOOKS):
            until_none_is_left(read_suspect, service)


def _watch(service: Service, mailbox: Mailbox, news: threading.Event) -> None:
    """Collect now, and whenever the server says that there is news; begin again when the line is lost."""
    failures = 0
    while not stopping.is_set():
        room = Mailroom(account(service, mailbox))
        try:
            while not stopping.is_set():
                collect(service, room, news)
                failures = 0
                room.wait(service.config.imap_poll)
        except MailboxUnreachable as fault:
            log.warning("mailbox of %s: %s", mailbox.partnership, fault)
        except Exception as fault:
            log.error("mailbox of %s: %s", mailbox.partnership, type(fault).__name__)
        finally:
            room.close()
        stopping.wait(PAUSES[min(failures, len(PAUSES) - 1)])
        failures += 1


def account(service: Service, mailbox: Mailbox) -> Account:
    config = service.config
    return Account(
        mailbox.address, config.imap_host, config.imap_port, mailbox.user, mailbox.password.get_secret_value(),
        config.imap_tls, config.imap_filed,
    )  # fmt: skip


def collect(service: Service, room: Mailroom, news: threading.Event) -> None:
    """Keep every mail of the inbox, batch by batch, then move the batch: in the inbox means not yet safe."""
    for batch in room.batches():
        keep(service, batch)
        news.set()
        room.file([arrival.uid for arrival in batch])


def keep(service: Service, batch: list[Arrival]) -> None:
    """Commit the raw bytes; a mail that was kept before is counted, and kept once."""
    at = service.clock.real()
    with service.sessions.begin() as session:
        for arrival in batch:
            kept = inbox.Arrival(
                arrival.mailbox, arrival.raw, arrival.uid, arrival.uidvalidity, arrival.internal_date
            )
            inbox.capture(session, service.vault, kept, at)
