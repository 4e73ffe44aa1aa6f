"""The launcher: everything up in order, kept up, and nothing left behind, however it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis

from service import cli, config
from service.demo import parts, place, ports
from service.demo.addresses import PASSWORD, Addresses
from service.demo.keeper import Keeper
from service.demo.part import ROOT, page_answers, says_ready
from service.demo.place import PlaceTaken, alone_in
from service.demo.settings import Site, environment, urls

SOON = 10
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a process that its parent has died.")
ADDRESSES = Addresses({"sefton": "sefton@parley.example"}, ("head@school.example",), "head@school.example")

PLAY = """
import json, os, pathlib, sys, time
here = pathlib.Path(__file__).parent
first = json.loads((here / "pids.json").read_text())["part1"]
os.kill(first, 9)
while (here / "journal").read_text().count("part1 up") < 2:
    time.sleep(0.02)
print("story: ok", flush=True)
sys.exit(7)
"""


class House:
    """A launcher with stand-ins for parts, in a process of its own."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder, self.process = folder, process

    def journal(self) -> list[str]:
        path = self.folder / "journal"
        return path.read_text().splitlines() if path.exists() else []

    def pids(self) -> dict[str, int]:
        return json.loads((self.folder / "pids.json").read_text())

    def end(self, sign: signal.Signals) -> str:
        """Everything it said, once it has ended."""
        self.process.send_signal(sign)
        return self.process.communicate(timeout=SOON)[0]


@contextmanager
def a_house(folder: Path, *behaviours: str, up: bool = True):
    command = [sys.executable, "-m", "tests.demo.stub_house", str(folder), *behaviours]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with process:
        house = House(folder, process)
        try:
            if up:
                wait_until((folder / "pids.json").exists)
            yield house
        finally:
            with suppress(ProcessLookupError):
                process.terminate()


def wait_until(happened) -> None:
    until = time.monotonic() + SOON
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """A zombie that nobody has collected yet is dead."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def none_alive(pids) -> bool:
    return not any(map(is_alive, pids))


# Starting and stopping


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_parts_start_in_order_and_stop_in_reverse_order(tmp_path, sign):
    with a_house(tmp_path, "steady", "steady", "steady") as house:
        pids = house.pids().values()
        assert "told to stop" in house.end(sign)
    assert sorted(house.journal()[:3]) == ["part1 up", "part2 up", "part3 up"]
    assert house.journal()[3:] == ["part3 down", "part2 down", "part1 down"]
    assert none_alive(pids)
    assert house.pids() == {}


def test_a_part_that_does_not_start_is_named_with_its_last_words_and_the_others_stop(tmp_path):
    with a_house(tmp_path, "steady", "refuses", up=False) as house:
        said = house.process.communicate(timeout=SOON)[0]
    assert "part2 ended with code 1" in said
    assert "the cellar is flooded" in said
    assert str(tmp_path / "part2.log") in said
    assert house.journal()[-1] == "part1 down"
    assert house.process.returncode == 1


@ON_LINUX
def test_a_launcher_killed_outright_leaves_nothing_behind(tmp_path):
    with a_house(tmp_path, "steady", "steady") as house:
        pids = list(house.pids().values())
        house.end(signal.SIGKILL)
        wait_until(lambda: none_alive(pids))


def test_the_launcher_stops_when_its_own_parent_has_gone(tmp_path):
    command = [sys.executable, "-m", "tests.demo.stub_house", str(tmp_path), "steady"]
    start = f"import subprocess, sys; subprocess.Popen({command!r}); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", start], cwd=ROOT, stdin=subprocess.PIPE) as parent:
        wait_until((tmp_path / "pids.json").exists)
        pids = json.loads((tmp_path / "pids.json").read_text()).values()
        parent.kill()
        wait_until(lambda: none_alive(pids))
    assert (tmp_path / "journal").read_text().splitlines()[-1] == "part1 down"


# Restarting


def test_a_part_that_is_killed_is_started_again_and_its_new_number_is_told(tmp_path):
    with a_house(tmp_path, "steady", "steady") as house:
        before = house.pids()
        os.kill(before["part1"], signal.SIGKILL)
        wait_until(lambda: house.pids()["part1"] != before["part1"])
        wait_until(lambda: house.journal().count("part1 up") == 2)
        assert house.pids()["part2"] == before["part2"]
        assert "part1 was killed by SIGKILL. It is started again" in house.end(signal.SIGTERM)


def test_what_a_dead_part_had_started_is_gone_before_it_starts_again(tmp_path):
    with a_house(tmp_path, "parent") as house:
        child, before = int((tmp_path / "child").read_text()), house.pids()
        os.kill(before["part1"], signal.SIGKILL)
        wait_until(lambda: house.pids() != before)
        wait_until(lambda: not is_alive(child))


def test_what_a_part_had_started_stops_with_it(tmp_path):
    with a_house(tmp_path, "parent") as house:
        child = int((tmp_path / "child").read_text())
        house.end(signal.SIGTERM)
        wait_until(lambda: not is_alive(child))


def test_a_part_that_keeps_dying_is_started_less_and_less_often(tmp_path):
    with a_house(tmp_path, "brief") as house:
        time.sleep(2.5)  # starts at 0, 0.2, 0.7 and 1.7 seconds, and the time they take
        assert 3 <= house.journal().count("part1 up") <= 4


def test_parts_are_kept_up_while_the_story_is_played_and_its_exit_code_counts(tmp_path):
    (tmp_path / "play.py").write_text(PLAY)
    with a_house(tmp_path, "steady") as house:
        said = house.process.communicate(timeout=SOON)[0]
    assert "story: ok" in said
    assert house.process.returncode == 7
    assert house.journal()[-1] == "part1 down"


# Being ready


def test_ready_is_a_line_of_its_own():
    assert says_ready("starting\nready\n")
    assert not says_ready("not ready yet\n")


def test_a_page_is_ready_once_it_is_served():
    silent = ports.free_ports(1)[0]
    assert not page_answers(silent, "/healthz")("")


# Ports


def test_a_busy_port_is_told_with_the_program_and_the_way_out(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["demo", "--port", str(port), "--var", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert f"Port {port} is taken by " in said
    assert f"--port {port + 1}" in said
    if sys.platform == "linux":
        assert f"(process {os.getpid()})" in said


def test_a_port_nobody_listens_on_is_free():
    [port] = ports.free_ports(1)
    assert ports.is_free(port)
    assert not ports.answers(port)
    assert ports.holder(port) == "another program"


def test_free_ports_are_all_different():
    assert len(set(ports.free_ports(20))) == 20


# The place


def test_two_demos_never_share_a_place(tmp_path, capsys):
    with alone_in(place.of_the_demo(tmp_path)):
        assert cli.main(["demo", "--var", str(tmp_path), "--port", "0"]) == 1
    assert f"Another demo (process {os.getpid()})" in capsys.readouterr().out


def test_a_place_is_free_again_after_a_demo(tmp_path):
    for _ in range(2):
        with alone_in(place.of_the_demo(tmp_path)):
            pass


def test_a_demo_and_a_story_do_not_disturb_one_another(tmp_path):
    with alone_in(place.of_the_demo(tmp_path)), alone_in(place.of_the_story(tmp_path)), pytest.raises(PlaceTaken):
        alone_in(place.of_the_story(tmp_path)).__enter__()
    assert place.of_the_demo(tmp_path).data != place.of_the_story(tmp_path).data


def test_fresh_forgets_the_demos_data_and_nothing_else(tmp_path):
    where = place.of_the_demo(tmp_path)
    where.prepare()
    (where.data / "parley.db").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    where.clear()
    where.prepare()
    assert list(where.data.iterdir()) == []
    assert (tmp_path / "mine.txt").exists()


def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert cli.main(["demo", "--var", str(tmp_path / "file"), "--port", "0"]) == 1
    assert "--var FOLDER" in capsys.readouterr().out


# Settings and addresses


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path, parts.Ports(8000, 6379, 143, 25), ADDRESSES, tmp_path / "partnerships.toml")


def test_every_setting_of_the_demo_is_one_that_parley_knows(site):
    known = {f"PARLEY_{name.upper()}" for name in config.Config.model_fields}
    assert {name for name in environment(site, {}) if name.startswith("PARLEY_")} <= known


def test_the_parts_can_read_their_settings(site, monkeypatch):
    for name, value in environment(site, {}).items():
        monkeypatch.setenv(name, value)
    read = config.read()
    assert (read.demo, read.imap_port, read.smtp_user, read.canary_at) == (True, 143, "parley", None)
    assert read.mailboxes[0].address == "sefton@parley.example"
    assert len(read.web_secret.get_secret_value()) >= 32


def test_the_database_and_the_times_may_be_given_from_outside_but_not_the_provider(site):
    times = {"PARLEY_LEASE": "10", "PARLEY_CANARY_AT": "06:30"}
    outside = {"PARLEY_DATABASE_URL": "postgresql:///x", "PARLEY_IMAP_PORT": "993", **times}
    seen = environment(site, outside)
    assert (seen["PARLEY_DATABASE_URL"], {name: seen[name] for name in times}) == ("postgresql:///x", times)
    assert seen["PARLEY_IMAP_PORT"] == "143"


def test_a_form_opened_before_a_restart_can_be_sent_after_it(site):
    assert environment(site, {})["PARLEY_WEB_SECRET"] == environment(site, {})["PARLEY_WEB_SECRET"]


def test_the_addresses_name_every_part(site):
    told = urls(site, environment(site, {}), {"web": 123})
    assert (told["web"], told["start"]) == ("http://127.0.0.1:8000", "http://127.0.0.1:8000/demo")
    assert told["imap"] == {"host": "127.0.0.1", "port": 143, "accounts": dict.fromkeys(ADDRESSES.accounts, PASSWORD)}
    assert told["mailbox"] == ["sefton@parley.example"]
    assert told["database"].endswith("parley.db")
    assert (told["redis"], told["pids"]) == ("redis://127.0.0.1:6379/0", {"web": 123})
    assert {"post_room", "clock", "desks", "smtp", "coordinator"} <= set(told)


# The neighbours


@pytest.fixture
def signals():
    """A keeper in this process listens to signals; afterwards they are heard as before."""
    heard = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for sign, hear in heard.items():
        signal.signal(sign, hear)


@pytest.mark.usefixtures("signals")
def test_valkey_keeps_what_it_was_told_when_it_is_killed(tmp_path):
    chosen = parts.choose_ports(0)
    keeper = Keeper(tmp_path, dict(os.environ))
    try:
        keeper.start(parts.neighbours(chosen, tmp_path, tmp_path / "accounts.json")[:1])
        keeper.wait()
        pids = []
        keeper.tell(pids.append)
        with redis.Redis(port=chosen.redis) as client:
            client.set("bell", "rung")
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
            time.sleep(1.2)  # the append-only file reaches the disk once a second
            os.kill(pids[0]["valkey"], signal.SIGKILL)
            keeper.keep(until=lambda: len(pids) == 2)
            keeper.wait()
            assert client.get("bell") == b"rung"
    finally:
        keeper.stop()
    assert none_alive(pids[1].values())
