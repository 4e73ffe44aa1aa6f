"""What the three processes share: how they are told to stop, how they show that they live, how a round fails."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

from service.bootstrap import Service
from service.store import keeping
from service.store.ids import new_id

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


def name_of_this() -> str:
    """What this process is called among all that share a database; no other ever has the name."""
    return f"{socket.gethostname()} {os.getpid()} {new_id()}"


def has_ended(name: str) -> bool:
    """Whether the process of that name ran on this machine and does no more; False where nobody can tell."""
    host, _, rest = name.partition(" ")
    pid = rest.partition(" ")[0]
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it lives, and is another user's
        pass
    return False


def until_none_is_left(do_one: Callable[[Service], bool], service: Service) -> None:
    """Do one after another until there is none. A failure is logged by its kind alone, and the round ends."""
    try:
        while not stopping.is_set() and do_one(service):
            pass
    except Exception as fault:  # one bad thing never stops the others
        log.error("%s failed: %s", do_one.__name__, type(fault).__name__, exc_info=service.config.demo)
