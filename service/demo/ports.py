"""Ports on this machine: which are free, and which program sits on one that is not."""

import socket
from contextlib import ExitStack, suppress
from pathlib import Path

LISTENING = "0A"  # the state's number in /proc/net/tcp


def free_ports(count: int) -> list[int]:
    """As many different ports that nobody listens on now."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [probe.getsockname()[1] for probe in probes]


def is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True


def holder(port: int) -> str:
    """The program listening there, as "python3 (process 123)"; "another program" where the system does not say."""
    wanted = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if any(str(end.readlink()) in wanted for end in (process / "fd").iterdir()):
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return "another program"


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in map(Path, ("/proc/net/tcp", "/proc/net/tcp6")):
        with suppress(OSError):
            for line in table.read_text().splitlines()[1:]:
                words = line.split()
                if words[3] == LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                    found.add(words[9])
    return found
