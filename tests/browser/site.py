"""The real service over a real database, its pages and the demo's served on free ports of this machine."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Thread

from flask import Flask, request, template_rendered
from werkzeug.serving import make_server

from service.app import create_app
from service.demo import directory
from service.demo.addresses import PASSWORD, SENDER
from service.demo.mailroom import Ports, serving
from service.demo.pages import add_demo_pages
from service.desk.pages import DeskOf
from tests.intake.house import House
from workers.deliver import Deliverer


@dataclass
class Site:
    """`shown` is what was drawn, in order: the endpoint that was asked, and its template."""

    house: House
    app: Flask
    address: str = ""
    shown: list[tuple[str, str]] = field(default_factory=list)

    def deliver(self) -> None:
        """Everything in the outbox leaves."""
        deliverer = Deliverer(self.house.service)
        with deliverer.post:
            deliverer.drain()

    def draws(self, app, template, context) -> None:
        self.shown.append((request.endpoint, template.name))


@contextmanager
def served(house: House) -> Iterator[Site]:
    app = create_app(house.pages, DeskOf(house.service))
    add_demo_pages(app, house.service)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    site = Site(house, app, f"http://127.0.0.1:{server.port}")
    thread = Thread(target=server.serve_forever)
    with template_rendered.connected_to(site.draws, app):
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@contextmanager
def mail_room() -> Iterator[dict[str, str]]:
    """The demo's mail room, and the settings that lead to it."""
    loop, open_doors = asyncio.new_event_loop(), AsyncExitStack()
    thread = Thread(target=loop.run_forever)
    thread.start()

    def wait_for(coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout=10)

    try:
        ports = wait_for(open_doors.enter_async_context(serving(directory.addresses(), Ports(0, 0))))
        yield {
            "PARLEY_IMAP_PORT": str(ports.imap_port), "PARLEY_SMTP_PORT": str(ports.smtp_port),
            "PARLEY_SMTP_USER": SENDER, "PARLEY_SMTP_PASSWORD": PASSWORD,
        }  # fmt: skip
    finally:
        wait_for(open_doors.aclose())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
