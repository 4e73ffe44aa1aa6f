"""`parley demo`: the whole service on one machine, with a provider, a Redis and fictional people of its own."""

import argparse
import os
import shlex
import sys
import time
import webbrowser
from pathlib import Path

from service.demo import addresses, directory, parts, place, ports
from service.demo.keeper import Keeper, ToldToStop, say
from service.demo.lending import lent
from service.demo.settings import Site, environment, urls, write_whole
from service.errors import ServiceError

WEB_PORT = 8000
DATABASE = "PARLEY_DATABASE_URL"


class PortTaken(ServiceError):
    pass


def add_to(parser: argparse.ArgumentParser) -> None:
    told = "play these partnerships' stories, or all, against fresh parts, then stop"
    parser.add_argument("--story", nargs="*", metavar="NAME", help=told)
    parser.add_argument("--fresh", action="store_true", help="forget the data of earlier demos first")
    parser.add_argument("--urls", type=Path, metavar="FILE", help="write the addresses of all parts to FILE, as JSON")
    parser.add_argument("--no-browser", action="store_true", help="open nothing")
    parser.add_argument("--port", type=int, default=None, help=f"port of the web pages (usually {WEB_PORT})")
    parser.add_argument("--var", type=Path, default=place.VAR, metavar="FOLDER", help="where data and logs go")


def run(given: argparse.Namespace) -> int:
    """Run the demo until it is told to stop, or the story to its end; the exit code."""
    where = place.of_the_story(given.var) if given.story is not None else place.of_the_demo(given.var)
    try:
        with place.alone_in(where):
            if given.fresh or given.story is not None:
                _forget(where)
            where.prepare()
            return _open(_site(where.data.resolve(), _web_port(given)), where, given)
    except ServiceError as fault:
        say(f"The demo did not start.\n{fault}")
    except OSError as fault:
        say(f"The demo cannot use {given.var}: {fault}. Give it a folder of your own with --var FOLDER.")
    return 1


def _forget(where: place.Place) -> None:
    where.clear()
    if DATABASE in os.environ:
        say(f"The database that {DATABASE} names is left as it is: give an empty one with the new keys.")


def _web_port(given: argparse.Namespace) -> int:
    """The port of the pages, 0 for any. Raises PortTaken naming the program in the way."""
    usual = WEB_PORT if given.story is None else 0
    port = usual if given.port is None else int(given.port)
    if port and not ports.is_free(port):
        raise PortTaken(
            f"Port {port} is taken by {ports.holder(port)}. Stop that program, or choose another port:"
            f" ./run demo --port {port + 1}"
        )
    return port


def _site(data: Path, web_port: int) -> Site:
    return Site(data, parts.choose_ports(web_port), directory.addresses(), directory.PARTNERSHIPS)


def _open(site: Site, where: place.Place, given: argparse.Namespace) -> int:
    began = time.monotonic()
    seen = environment(site)
    told = (given.urls or site.data / "urls.json").resolve()
    keeper = Keeper(where.logs.resolve(), seen)
    try:
        _start(keeper, site)
        keeper.tell(lambda pids: write_whole(told, urls(site, seen, pids)))
        with lent(where, seen):
            say(f"Everything is up after {time.monotonic() - began:.1f} s.")
            if given.story is not None:
                return keeper.play(parts.story(told, given.story))
            _show(site, where, browser=not given.no_browser)
            keeper.keep()
    except ToldToStop:
        say("Stopping.")
    finally:
        keeper.stop()
    return 0 if given.story is None else 1


def _start(keeper: Keeper, site: Site) -> None:
    accounts = site.data / "accounts.json"
    addresses.write(site.addresses, accounts)
    keeper.start(parts.neighbours(site.ports, site.data, accounts))
    keeper.run(parts.preparation())
    keeper.wait()
    keeper.start(parts.parley(site.ports))
    keeper.wait()


def _show(site: Site, where: place.Place, browser: bool) -> None:
    say(
        f"""
    Start here      {site.start}          what this is, and the way to each part
    The pages       {site.web}/
    The post room   {site.web}/post-room     every mail that left, as its reader sees it, with a box to answer
    The desks       {site.web}/desks         who coordinates, and what they sign in with
    The clock       {site.web}/clock         turns business time forward to the next thing due
    IMAP, SMTP      127.0.0.1 ports {site.ports.imap}, {site.ports.smtp}; a person's address, "{addresses.PASSWORD}"
    Commands        {_parley(where)} case list     and every other that a coordinator has
    Data and logs   {where.data} and {where.logs}

Ctrl-C stops it. The data stays until ./run demo --fresh; the mailboxes start empty."""
    )
    if browser and (sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(site.start)


def _parley(where: place.Place) -> str:
    """What a command for this demo begins with."""
    usual = where == place.of_the_demo()
    return "./run parley" if usual else f"./run parley --var {shlex.quote(str(where.data.parent))}"
