"""Debian's ClamAV with two signatures of our own, on a socket of its own: no database is fetched, none is needed."""

import getpass
import hashlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BINARY = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
NEEDED = pytest.mark.skipif(
    BINARY is None, reason="ClamAV is not installed. To run these tests too: apt-get install clamav-daemon"
)
INFECTED = b"This file is harmless, and stands here for one that is not. " * 4
STARTS_WITHIN = 30
LARGEST = "2M"


@contextmanager
def running() -> Iterator[str]:
    """The path of the socket of a clamd that finds INFECTED, alone or in an archive."""
    assert BINARY
    folder = Path(tempfile.mkdtemp(prefix="parley-clamd-"))
    (folder / "own.hdb").write_text(f"{hashlib.md5(INFECTED).hexdigest()}:{len(INFECTED)}:Test.Infected\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {folder}\nLocalSocket {folder}/socket\nForeground yes\nStreamMaxLength {LARGEST}\n"
        f"LogFile {folder}/log\nOfficialDatabaseOnly no\nTemporaryDirectory {folder}\n"
        f"User {getpass.getuser()}\n"
    )
    folder.chmod(0o755)
    command = [BINARY, f"--config-file={settings}"]
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not (folder / "socket").exists():
            assert daemon.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.1)
        yield str(folder / "socket")
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(10)
        shutil.rmtree(folder)
