"""The child: it limits itself, then answers one request after another until the line ends.

What it reads is rehearsed too: all that will be asked of the mail's words is asked here once, so that nothing asks it
of words that take for ever.
"""

import pickle
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection

from service.mail.kinds.kind import judge
from service.mail.reading.message import InboundMail, read
from service.mail.replies import risk
from service.mail.replies.quoted import Written
from service.mail.replies.reply import understand
from service.reader import wire
from service.reader.reading import Here

FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename")
WRITES = "wax+"


def serve(line: Connection, memory: int) -> None:
    """Answer until the line ends."""
    _restrain(memory)
    while True:
        try:
            said, blobs = wire.receive(line)
            signal.setitimer(signal.ITIMER_PROF, said["cpu"])  # what it is up to, the default action ends
            answer = TASKS[said["task"]](blobs)
            signal.setitimer(signal.ITIMER_PROF, 0)
            wire.send(line, answer)
        except EOFError:
            return
        except Exception as fault:  # what it was reading may stand in its words: only its kind goes out
            wire.send(line, ({"broken": type(fault).__name__}, []))
            return


def _mail(blobs: wire.Blobs) -> wire.Message:
    mail = read(blobs[0])
    if not mail.unreadable:
        for question in (judge, understand, _in_context, _states_a_risk):
            question(mail)
    return wire.of_mail(mail)


def _in_context(mail: InboundMail) -> str:
    return Written(mail.text).in_context


def _states_a_risk(mail: InboundMail) -> bool:
    return risk.is_stated(mail.text)


def _forms(blobs: wire.Blobs) -> wire.Message:
    text, offered, *files = blobs
    return wire.of_forms(Here().forms(text.decode(), files, pickle.loads(offered)))  # made by the parent


TASKS: Mapping[str, Callable[[wire.Blobs], wire.Message]] = {"mail": _mail, "forms": _forms}


def _restrain(memory: int) -> None:
    """No more memory than this, no file written, no line opened, no process started; and no last words on a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not for the reader of mails.")
    if event == "open" and isinstance(arguments[1], str) and any(sign in arguments[1] for sign in WRITES):
        raise PermissionError("The reader of mails writes no file.")
