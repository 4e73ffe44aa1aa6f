"""./run on machines that lack something, and on one that lacks nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from service.demo.part import ROOT

LOCKS = ("requirements.lock", "tests/browser/requirements.lock")
TOOLS = ("bash", "cat", "cksum", "cp", "dirname", "env", "grep", "mkdir", "mktemp", "mv", "rm", "sed", "tail")
TOO_OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n'
WITH_UV = '#!/bin/sh\n[ "$2" != venv ] || { mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; cp "${0%/*}/uv" "$4/bin"; }\n'
UV = '#!/bin/sh\nfor lock; do :; done\necho "after uv $*" >>"$lock"\n'
IN_PLACE = '#!/bin/sh\n[ "$1" = -c ] || echo "$@"\n'


class Machine:
    """A checkout with nothing but `run`, what is needed and its locks, and a PATH with a few tools and one python3."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.path = folder / "parley", folder / "bin"
        self.checkout.mkdir()
        self.path.mkdir()
        shutil.copy(ROOT / "run", self.checkout)
        (self.checkout / "pyproject.toml").write_text("")
        (self.checkout / "tests/browser").mkdir(parents=True)
        for lock in LOCKS:
            (self.checkout / lock).write_text("package==1\n")
        for tool in TOOLS:
            (self.path / tool).symlink_to(shutil.which(tool))

    def has(self, program: Path, text: str) -> None:
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)

    def has_all_installed(self) -> None:
        self.has(self.checkout / ".venv/bin/python", IN_PLACE)
        lock = (self.checkout / "requirements.lock").read_bytes()
        stamp = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout
        (self.checkout / ".venv/installed").write_bytes(stamp)

    def can_lock(self, uv: str) -> None:
        self.has(self.path / "python3", WITH_UV)
        self.has(self.path / "uv", uv)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.checkout / "run"), *words]
        environment = {**os.environ, "PATH": str(self.path)}
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, timeout=30, check=False
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_machine_without_a_new_enough_python_is_told_so_in_a_sentence(machine):
    machine.has(machine.path / "python3", TOO_OLD)
    done = machine.run("demo")
    assert done.returncode == 1
    assert done.stderr == (
        "Parley needs Python 3.11 or newer, and none was found. On Debian or Ubuntu: apt install python3 python3-venv\n"
    )


def test_a_python_without_venv_is_told_with_the_package_to_install(machine):
    machine.has(machine.path / "python3", WITHOUT_VENV)
    done = machine.run("test")
    assert done.returncode == 1
    assert done.stderr.endswith("comes without venv. On Debian or Ubuntu: apt install python3-venv\n")


def test_what_is_installed_is_not_installed_again_from_whatever_folder(machine):
    machine.has_all_installed()
    done = machine.run("demo", "--story", "--urls", "a file")
    assert (done.returncode, done.stdout) == (0, "-m service.cli demo --story --urls a file\n")


def test_a_command_goes_to_the_demo_word_for_word(machine):
    machine.has_all_installed()
    done = machine.run("parley", "case", "REF", "close", "--why", "She moved.")
    assert (done.returncode, done.stdout) == (0, "-m service.demo.lending case REF close --why She moved.\n")


def test_a_lock_that_has_changed_is_installed_with_hashes(machine):
    machine.has_all_installed()
    (machine.checkout / "requirements.lock").write_text("package==2\n")
    done = machine.run("demo")
    assert done.stdout.startswith("Installing the locked packages (once, about a minute) ... done in ")
    assert "--require-hashes" in (machine.checkout / ".venv/install.log").read_text()
    assert machine.run("demo").stdout == "-m service.cli demo\n"


def test_an_installation_that_fails_shows_the_end_of_its_log(machine):
    machine.has_all_installed()
    machine.has(machine.checkout / ".venv/bin/python", '#!/bin/sh\n[ "$1" = -c ] || { echo "no such hash"; exit 1; }\n')
    (machine.checkout / "requirements.lock").write_text("package==2\n")
    done = machine.run("demo")
    assert done.returncode == 1
    assert "no such hash" in done.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_a_new_lock_begins_with_the_versions_of_the_last_and_is_told_when_to_renew_them(lock, machine):
    machine.can_lock(UV)
    assert machine.run("lock").returncode == machine.run("lock", "--upgrade").returncode == 0
    before, first, renewed = (machine.checkout / lock).read_text().splitlines()
    assert before == "package==1"
    assert first.startswith("after uv pip compile ")
    assert ("--upgrade" in first, "--upgrade" in renewed) == (False, True)


def test_what_only_a_browser_needs_is_locked_in_the_versions_that_all_else_has(machine):
    machine.can_lock(UV)
    machine.run("lock")
    for_all, for_a_browser = ((machine.checkout / lock).read_text() for lock in LOCKS)
    assert "--group test pyproject.toml" in for_all
    assert "--group browser --constraint requirements.lock" in for_a_browser


def test_a_lock_that_names_an_address_is_refused_and_the_last_ones_stay(machine):
    machine.can_lock(UV.replace("after uv", "--index-url ://"))
    done = machine.run("lock")
    assert (done.returncode, done.stderr) == (1, "A new lock names an address. The locks were left as they were.\n")
    assert {(machine.checkout / lock).read_text() for lock in LOCKS} == {"package==1\n"}


def test_what_a_browser_needs_is_added_with_hashes_and_npm_is_asked_for_by_name(machine):
    machine.has_all_installed()
    done = machine.run("browser")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("it was not found. On Debian or Ubuntu: apt install npm\n")
    machine.has(machine.path / "npm", '#!/bin/sh\necho "npm $* in ${PWD##*/}"\n')
    by_pip, by_npm = machine.run("browser").stdout.splitlines()
    assert by_pip.startswith("-m pip install") and "--require-hashes" in by_pip
    assert by_npm == "npm ci in browser"


@pytest.mark.parametrize("words", [[], ["dmeo"], ["--help"]])
def test_anything_else_is_answered_with_what_can_be_run(machine, words):
    done = machine.run(*words)
    assert done.returncode == 2
    assert "./run demo [--story [NAME...]]" in done.stderr
