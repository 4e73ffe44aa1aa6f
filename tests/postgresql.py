"""A PostgreSQL of our own: started by an unprivileged user, on a free port of the loopback interface, in a temporary
folder. It keeps its promises to the disk as any other, for the service refuses one that does not."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SECONDS_TO_START = 30


@contextmanager
def serving(binaries: Path) -> Iterator[str]:
    """The address of a new server, without the name of a database; all of it is gone afterwards."""
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    shutil.chown(folder, user)
    initialise = ["initdb", "--auth=trust", "--username=parley", "--encoding=UTF8", "--locale=C", "--no-sync"]
    run_as(user, binaries, [*initialise, f"--pgdata={folder}/data"], folder).wait()
    server, port = start(binaries, folder, user)
    yield f"postgresql://parley@127.0.0.1:{port}"
    server.send_signal(signal.SIGQUIT)
    server.wait()
    shutil.rmtree(folder)


def find_postgresql() -> Path | None:
    """The newest folder that has PostgreSQL's programs; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    places = [*folders, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


def unprivileged_user() -> str:
    """Whom the server runs as: ourselves, or, since it refuses root, its own user or nobody."""
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def start(binaries: Path, folder: Path, user: str) -> tuple[subprocess.Popen[bytes], int]:
    """A running server and its port; another port is tried when somebody else was faster."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        port = free_port()
        where = [f"--unix_socket_directories={folder}", "--listen_addresses=127.0.0.1", f"--port={port}"]
        server = run_as(user, binaries, ["postgres", "-D", f"{folder}/data", *where], folder)
        while server.poll() is None and time.monotonic() < deadline:
            if answers(port):
                return server, port
            time.sleep(0.05)
    raise AssertionError((folder / "log").read_text())


def run_as(user: str, binaries: Path, command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    program = [str(binaries / command[0]), *command[1:]]
    switch = {} if os.getuid() else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(program, cwd=folder, stdout=log, stderr=log, **switch)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://parley@127.0.0.1:{port}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True
