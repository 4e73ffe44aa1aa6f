"""The worker: sends what the outbox holds. RQ wakes it; the sweep finds what no bell rang for.

The claim is committed before a mail leaves, so a crash in between costs a copy with the same
Message-ID, never a loss (decision 17).
"""

import logging
import threading
from datetime import datetime

from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from service.accounts import outside_of, relay_of
from service.bootstrap import DELIVER, Service
from service.handle import Source, apply
from service.intake.by_mail.returned import SAYS, Absent, unavailable
from service.mail.canary import FORGED
from service.mail.sending.smtp import Post
from service.store import addresses, outbox
from service.store.letters import Claimed, Sent
from service.store.people import address_digest
from workers.process import beat, stopping

log = logging.getLogger(__name__)

NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.6", "5.1.10")  # RFC 3463: of the address, and not of this mail
REFUSED = "The receiving server refused our mail for good."

_worker: "Deliverer | None" = None


class Deliverer:
    """One worker: it keeps its SMTP connection over many mails, and sends one at a time."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.post = Post(relay_of(service.config))
        self.outside = Post(outside_of(service.config))  # the way of what only pretends to come from elsewhere
        self.sending = threading.Lock()

    def drain(self) -> None:
        """Send everything that is due; whoever is here already sends it for both."""
        with self.sending:
            while self.deliver_one():
                pass

    def deliver_one(self) -> bool:
        """Send one mail that is due; False when none is."""
        claimed = self._claim()
        if claimed is None:
            return False
        post = self.outside if claimed.kind == FORGED else self.post
        outcome = post.send(claimed.mail_from, claimed.rcpt_to, claimed.mime)
        service, at = self.service, self.service.clock.now()
        with service.sessions.begin() as session:
            state = outbox.mark(session, claimed, outcome, service.clock.real(), service.config.repeats)
            if state == "failed":
                if (outcome.enhanced or "").startswith(NO_SUCH_ADDRESS):
                    addresses.dies(session, address_digest(service.vault, claimed.rcpt_to), SAYS["dead"], at)
                _tell(service, session, claimed, at)
        log.info("mail %s: %s", claimed.id, state)
        return True

    def _claim(self) -> Claimed | None:
        """The next mail to send; one that was claimed once too often is given up, and a person is told."""
        service, at = self.service, self.service.clock.now()
        with service.sessions.begin() as session:
            for id in outbox.lapse(session, service.clock.real(), service.config.repeats):
                log.error("mail %s was given up: its fate stayed unknown", id)
                given_up = outbox.by_id(session, id)
                if given_up:
                    _tell(service, session, given_up, at)
            return outbox.claim(session, service.vault, service.clock.real(), service.config.lease)


def _tell(service: Service, session: Session, failed: Claimed | Sent, at: datetime) -> None:
    """Refused for good, or given up: the coordinator is told, and the deputy is asked instead."""
    if failed.case_id is None:
        return
    event = unavailable(service, session, failed, Absent("returned", REFUSED), at)
    source = Source(f"outbox {failed.id}", "the worker", lambda s, c: True)
    apply(service, session, event, failed.case_id, source)


def woken() -> None:
    """What the bell calls (RQ's one job): it carries nothing, and drains what is due."""
    if _worker is not None:
        _worker.drain()


def run(service: Service) -> None:
    """Deliver until told to stop. Without Redis it goes on by the sweep."""
    global _worker
    _worker = Deliverer(service)
    threading.Thread(target=_sweep, args=(_worker,), daemon=True, name="sweep").start()
    print("ready", flush=True)  # noqa: T201
    while not stopping.is_set():
        try:
            queue = Queue(DELIVER, connection=service.bell.redis, serializer=JSONSerializer)
            worker = SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer, worker_ttl=30)
            worker.work(logging_level="WARNING")
            return
        except (RedisError, OSError) as fault:
            log.warning("Redis cannot be reached (%s); the sweep goes on", type(fault).__name__)
            stopping.wait(2)


def _sweep(worker: Deliverer) -> None:
    while not stopping.wait(worker.service.config.sweep):
        try:
            worker.drain()
            beat(worker.service, "worker")
        except Exception as fault:  # the sweep is what still works when something does not
            log.error("the sweep failed: %s", type(fault).__name__)
