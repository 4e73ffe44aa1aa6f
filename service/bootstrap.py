"""Config -> Service: everything a door needs, put together once. Only this file looks at the clock."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from service.config import Config, Mailbox
from service.errors import ConfigError
from service.escalation.calendar import Calendars
from service.escalation.procedure import Procedure
from service.mail.authority import Rule, rule_of
from service.mail.clamd import Clamd, NoScanner, Scanner
from service.partnerships import read as read_partnerships
from service.procedures import PUBLISHED_FORMS, Procedures, read_procedure, shipped
from service.procedures.calendars import calendars
from service.seam.pages import Partnership
from service.store import Keys, Sessions, Vault, check, keeping, open_engine, reading

DELIVER = "deliver"
REDIS_SECONDS = 2


@dataclass(frozen=True)
class Clock:
    """Business time, which the demo may turn forward, and real time, which leases and retries go by."""

    sessions: sessionmaker[Session]
    turns: bool = False

    def real(self) -> datetime:
        return datetime.now(UTC)

    def now(self) -> datetime:
        """Business time. Never call it inside a transaction: the demo reads its offset from the database."""
        if not self.turns:
            return self.real()
        with reading(self.sessions) as session:
            return self.real() + keeping.turned(session)


@dataclass(frozen=True)
class Bell:
    """Redis wakes the worker; it holds no work, so a ring that fails costs a sweep and nothing else."""

    redis: Redis

    def ring(self) -> bool:
        """Wake whoever delivers. False when Redis cannot be reached: the sweep will find the work."""
        try:
            queue = Queue(DELIVER, connection=self.redis, serializer=JSONSerializer)
            queue.enqueue("workers.deliver.woken", result_ttl=0, failure_ttl=1, ttl=600)
        except (RedisError, OSError):
            return False
        return True


@dataclass(frozen=True)
class Service:
    """One deployment, assembled. Doors are handed this and nothing else."""

    config: Config
    engine: Engine
    sessions: sessionmaker[Session]
    vault: Vault
    procedures: Procedures
    calendars: Calendars
    partnerships: Mapping[str, Partnership]
    clock: Clock
    bell: Bell
    receiving_host: Rule
    scanner: Scanner

    def procedure_of(self, partnership: str) -> Procedure:
        return self.procedures.procedures[self.partnerships[partnership].procedure]

    def procedure_for(self, partnership: str, agency: str) -> Procedure:
        """The procedure for a case that this agency raises: its own, where it has one for the area, wins over the
        partnership's (decision 6)."""
        areas = {*self.partnerships[partnership].areas, "elsewhere"}
        own = (
            procedure
            for procedure in self.procedures.procedures.values()
            if procedure.for_agency.casefold() == agency.casefold() and areas & set(procedure.areas)
        )
        return next(own, self.procedure_of(partnership))

    def files_of(self, procedure: Procedure) -> str:
        """The text of a procedure and of those that it extends, as it is kept with a case."""
        files, key = {}, procedure.key
        while key:
            files[key] = self.procedures.texts[key]
            key = tomllib.loads(files[key]).get("extends", "")
        return json.dumps(files, ensure_ascii=False)

    def mailbox_of(self, partnership: str) -> Mailbox | None:
        return next((box for box in self.config.mailboxes if box.partnership == partnership), None)

    def partnership_at(self, mailbox: str) -> str:
        """Whose mailbox that is; the first partnership's where it is nobody's any more."""
        boxes = {box.address: box.partnership for box in self.config.mailboxes}
        return boxes.get(mailbox) or next(iter(self.partnerships))

    def ready(self) -> bool:
        """Whether the database answers, and its schema is the one that this code knows."""
        try:
            check(self.engine)
        except Exception:  # whatever is wrong with it, the answer is no
            return False
        return True


def assemble(config: Config) -> Service:
    """The service of these settings. Raises ConfigError when they, its keys or its database cannot be used."""
    engine = open_engine(config.database_url)
    try:
        return _assemble(config, engine)
    except BaseException:
        engine.dispose()
        raise


def _assemble(config: Config, engine: Engine) -> Service:
    check(engine)
    sessions = Sessions(engine)
    with sessions.begin() as session:
        keeping.check_environment(session, config.environment)
    procedures = read_procedures()
    partnerships = read_partnerships(config.partnerships_file, procedures.procedures)
    groups = {(its.key, group): days for its in partnerships.values() for group, days in its.meets.items()}
    return Service(
        config=config,
        engine=engine,
        sessions=sessions,
        vault=Vault(Keys.read(config.key_file)),
        procedures=procedures,
        calendars=replace(calendars(), groups=groups),
        partnerships=partnerships,
        clock=Clock(sessions, config.demo),
        bell=Bell(Redis.from_url(config.redis_url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS)),
        receiving_host=_receiving_host(config),
        scanner=Clamd(config.clamd) if config.clamd else NoScanner(),
    )


def _receiving_host(config: Config) -> Rule:
    """How much the host's word on a sender counts; the name servers are known only where we are to ask them."""
    rule = rule_of(config.mail_provider, config.authserv_id)
    if not config.dkim_check:
        return rule
    from service.mail.signature import is_aligned

    return replace(rule, second_proof=is_aligned)


@lru_cache(maxsize=1)
def read_procedures() -> Procedures:
    """The shipped procedures, read once. A file that contradicts itself stops the service (ConfigError)."""
    procedures = shipped(PUBLISHED_FORMS)
    if procedures.faults:
        raise ConfigError("These procedures cannot be used:\n" + "\n".join(str(fault) for fault in procedures.faults))
    return procedures


@lru_cache(maxsize=64)
def stored_procedure(key: str, files: str) -> Procedure:
    """A procedure as it stood when a case was opened under it."""
    return read_procedure(key, json.loads(files))


