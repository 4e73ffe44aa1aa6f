"""The mailbox: collects, then reads. A mail is safe in the database before it is moved, and read after that.

    fetch with PEEK -> commit the raw bytes -> move to Filed -> read and act, from the database

Of several such processes one collects from each mailbox, by one connection, and all read. Where it stops, or cannot
reach the mailbox, another takes over (F67). Once a day the other folders are looked through for what a person, or
the host, laid there before it was kept (F19). Mail of people we know is read first (F25).
"""

import logging
import random
import threading
from collections import deque
from datetime import date, timedelta
from time import monotonic

from service.accounts import account_of
from service.bootstrap import Service
from service.config import Mailbox
from service.errors import MailboxUnreachable
from service.escalation.calendar import local_day
from service.intake.by_clock import mailbox_trouble
from service.intake.by_mail.mails import read_one
from service.intake.by_mail.oversize import hold_headers
from service.intake.by_mail.precedence import of_people_we_know
from service.mail.imap.account import Arrival
from service.mail.imap.room import Mailroom
from service.reader import FULL, QUICK, LimitedReader, Reader
from service.store import inbox, keeping
from service.store.inbox import Lane
from workers.process import beat, has_ended, name_of_this, stop_on_signals, stopping, until_none_is_left

log = logging.getLogger(__name__)

RECONCILED = timedelta(days=3)  # how far back the other folders are looked through, each day
LOOKS = 5  # seconds between two looks for mails that nobody announced
PAUSES = (1, 2, 5, 10, 30, 60, 120, 300)  # seconds at most after each failure in a row; the last one from then on
WITHOUT_A_SIGN = 10  # seconds beyond a look after which a process elsewhere takes over the mailbox; here, at once
TOLD_AFTER = 300  # seconds without a mailbox until people are told


def run(service: Service) -> None:
    """Watch every mailbox, each in a thread of its own, and read what they have kept."""
    stop_on_signals()
    news = threading.Event()
    first = deque[str]()
    watches = [Watch(service, mailbox, news, first) for mailbox in service.config.mailboxes]
    for watch in watches:
        threading.Thread(target=watch.keep_looking, daemon=True, name=watch.mailbox.address).start()
    print("ready", flush=True)  # noqa: T201
    threading.Thread(target=_read_suspects, args=(service,), daemon=True, name="suspects").start()
    with LimitedReader(QUICK) as reader:

        def read_fresh(service: Service) -> bool:
            return read_next(service, reader, first)

        while not stopping.is_set():
            until_none_is_left(read_fresh, service)
            beat(service, "mailbox")
            news.wait(LOOKS)
            news.clear()
    for watch in watches:
        watch.let_go()


def read_next(service: Service, reader: Reader, first: deque[str]) -> bool:
    """Read one mail of those that go first, else the oldest of the others; False when none waits."""
    id = first.popleft() if first else ""
    return read_one(service, reader, Lane.FRESH, id) or bool(id)


def _read_suspects(service: Service) -> None:
    """What took too long, or was broken off, is read by itself, with more time: nobody waits behind it."""
    with LimitedReader(FULL) as reader:

        def read_suspect(service: Service) -> bool:
            return read_one(service, reader, Lane.SUSPECT)

        while not stopping.wait(LOOKS):
            until_none_is_left(read_suspect, service)


class Watch:
    """Over one mailbox, by one connection: collect now and whenever there is news, and begin again when it is lost."""

    def __init__(
        self, service: Service, mailbox: Mailbox, news: threading.Event, first: deque[str] | None = None
    ) -> None:
        self.service, self.mailbox, self.news = service, mailbox, news
        self.first = deque[str]() if first is None else first  # the ids of what is to be read before the rest
        self.room = Mailroom(account_of(service.config, mailbox))
        self.role, self.id = f"collect from {mailbox.address}", name_of_this()
        self.reconciled: date | None = None
        self.failures = 0
        self.in_reach_at = monotonic()

    def keep_looking(self) -> None:
        while not stopping.is_set():
            try:
                if self.is_its_turn():
                    self.look()
                else:
                    self.stand_by()
            except MailboxUnreachable as fault:
                self.tell_if_it_lasts(str(fault))
                self.begin_again(str(fault))
            except Exception as fault:  # one mailbox never stops the others
                self.begin_again(type(fault).__name__)
        self.room.close()

    def is_its_turn(self) -> bool:
        """Whether this process collects from the mailbox, from now until it has long shown no sign."""
        lasts = self.service.config.imap_poll + WITHOUT_A_SIGN
        with self.service.sessions.begin() as session:
            return keeping.take_role(session, self.role, self.id, self.service.clock.real(), lasts, has_ended)

    def stand_by(self) -> None:
        """Another process collects: no connection is held meanwhile, and nobody is told that none is."""
        self.room.close()
        self.in_reach_at = monotonic()
        stopping.wait(LOOKS)

    def let_go(self) -> None:
        try:
            with self.service.sessions.begin() as session:
                keeping.leave_role(session, self.role, self.id)
        except Exception as fault:  # then its time runs out
            log.error("the mailbox could not be left to another: %s", type(fault).__name__)

    def look(self) -> None:
        """Collect what is there, then wait for more, or for the next look."""
        self.collect()
        self.reconcile()
        self.failures, self.in_reach_at = 0, monotonic()
        self.room.wait(self.service.config.imap_poll)

    def collect(self) -> None:
        """Keep every mail of the inbox, batch by batch, then move the batch: in the inbox means not yet safe."""
        for batch in self.room.batches():
            self.keep(batch)
            self.room.file([arrival.uid for arrival in batch], large=any(arrival.size for arrival in batch))
            if not self.is_its_turn():
                break

    def keep(self, batch: list[Arrival]) -> None:
        """Commit it, then say so; mail of people we know is to be read first."""
        keep(self.service, batch)
        self.first.extend(of_people_we_know(self.service, [_as_stored(one) for one in batch]))
        self.news.set()

    def reconcile(self) -> None:
        """Keep what has come in the last days, lies in another folder, and was never kept; it stays where it lies."""
        today = local_day(self.service.clock.real())
        if self.reconciled == today:
            return
        for batch in self.room.elsewhere(today - RECONCILED):
            with self.service.sessions.begin() as session:
                unknown = [one for one in batch if not inbox.id_of(session, self.service.vault, _as_stored(one))]
            self.keep(unknown)
            if unknown:
                log.warning("mailbox of %s: %d mails lay elsewhere", self.mailbox.partnership, len(unknown))
            if not self.is_its_turn():
                return
        self.reconciled = today

    def begin_again(self, why: str) -> None:
        """By a new line, after a pause: longer and longer, and never the same for two."""
        log.warning("mailbox of %s: %s", self.mailbox.partnership, why)
        self.room.close()
        self.let_go()
        stopping.wait(PAUSES[min(self.failures, len(PAUSES) - 1)] * random.uniform(0.5, 1))
        self.failures += 1

    def tell_if_it_lasts(self, why: str) -> None:
        if monotonic() - self.in_reach_at <= TOLD_AFTER:
            return
        try:
            mailbox_trouble.tell(self.service, self.mailbox.partnership, f"unreachable:{self.mailbox.address}", why)
        except Exception as fault:  # the database may be out of reach as well
            log.error("nobody could be told: %s", type(fault).__name__)


def keep(service: Service, batch: list[Arrival]) -> None:
    """Commit the raw bytes; a mail that was kept before is counted, and kept once. Of a mail too large, the headers."""
    at = service.clock.real()
    with service.sessions.begin() as session:
        for arrival in batch:
            if not arrival.size:
                inbox.capture(session, service.vault, _as_stored(arrival), at)
    for arrival in batch:
        if arrival.size:
            hold_headers(service, service.partnership_at(arrival.mailbox), _as_stored(arrival), arrival.size)


def _as_stored(arrival: Arrival) -> inbox.Arrival:
    return inbox.Arrival(arrival.mailbox, arrival.raw, arrival.uid, arrival.uidvalidity, arrival.internal_date)
