"""What the three processes share: how they are told to stop, how they show that they live, how a round fails."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from service.bootstrap import Service
from service.store import keeping

log = logging.getLogger(__name__)

stopping = threading.Event()


def stop_on_signals() -> None:
    """SIGTERM and Ctrl-C end the round at hand and claim no more."""

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def beat(service: Service, role: str) -> None:
    with service.sessions.begin() as session:
        keeping.beat(session, role, service.clock.real(), os.getpid())


def until_none_is_left(do_one: Callable[[Service], bool], service: Service) -> None:
    """Do one after another until there is none. A failure is logged by its kind alone, and the round ends."""
    try:
        while not stopping.is_set() and do_one(service):
            pass
    except Exception as fault:  # one bad thing never stops the others
        log.error("%s failed: %s", do_one.__name__, type(fault).__name__, exc_info=service.config.demo)
