"""Debian's Dovecot as an ordinary user on a port of its own: the second IMAP server of the contract tests."""

import getpass
import grp
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

import pytest

BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NEEDED = pytest.mark.skipif(
    BINARY is None or not Path("/usr/lib/dovecot/imap").exists(),
    reason="Dovecot is not installed. To run these tests too: apt-get install dovecot-imapd",
)
PASSWORD = "correct horse"
STARTS_WITHIN = 10

SETTINGS = """
protocols = imap
base_dir = {base}/run
log_path = {base}/dovecot.log
state_dir = {base}/state
auth_failure_delay = 0
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
mail_uid = {user}
mail_gid = {group}
mail_home = {base}/mail/%u
mail_location = maildir:~/Maildir
imap_capability = {capability}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
{more}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@contextmanager
def serving(
    users: list[str], capability: str = "", prefix: str = "", separator: str = "/", more: str = ""
) -> Iterator[int]:
    """Its port on 127.0.0.1. `capability` replaces what the server says it can do (all of it when empty); own folders
    begin with `prefix` and part their levels by `separator`; `more` is added to the settings as it is.

    Dovecot refuses root: where the tests run as root, it is nobody's.
    """
    as_root = os.geteuid() == 0
    account = pwd.getpwnam("nobody" if as_root else getpass.getuser())
    group = grp.getgrgid(account.pw_gid).gr_name
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        facts = {"base": base, "user": account.pw_name, "group": group, "port": _free_port(), "capability": capability,
                 "prefix": prefix, "separator": separator, "more": more}  # fmt: skip
        (base / "dovecot.conf").write_text(SETTINGS.format_map(facts))
        (base / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in users))
        for path in (base, *base.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
        command = [str(BINARY), "-F", "-c", str(base / "dovecot.conf")]
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if as_root else {}
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True, **identity)
        try:
            _wait_for(facts["port"], base / "dovecot.log")
            yield facts["port"]
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # asked politely it may take six seconds
            process.wait(STARTS_WITHIN)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Dovecot did not start: {log.read_text() if log.exists() else 'it wrote no log'}")
