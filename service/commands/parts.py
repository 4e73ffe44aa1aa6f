"""parley keys, migrate, settings, web, mailbox, worker, clock: what a deployment runs, as its Procfile says."""

import argparse
import logging
from collections.abc import Callable, Mapping

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from service import bootstrap, config
from service.app import create_app
from service.bootstrap import Service
from service.commands.say import say
from service.config import Config
from service.demo.pages import add_demo_pages
from service.errors import ConfigError
from service.intake.pages import PagesOf
from service.store import Keys, migrate, open_engine
from workers import clock, deliver, mailbox

THREADS = 8
SECRET_LENGTH = 32


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, (words, _) in PARTS.items():
        subparsers.add_parser(name, help=words).set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    PARTS[arguments.command][1](config.read())
    return 0


def _keys(settings: Config) -> None:
    Keys.fresh().write(settings.key_file)
    say(f"New keys are in {settings.key_file}. Keep two copies elsewhere: without them nothing stored can be read.")


def _migrate(settings: Config) -> None:
    migrate(open_engine(settings.database_url))
    say("The database is up to date.")


def _settings(settings: Config) -> None:
    for name, field in Config.model_fields.items():
        say(f"PARLEY_{name.upper()}\n    {field.description}")


def _part(runs: Callable[[Service], None]) -> Callable[[Config], None]:
    return lambda settings: runs(bootstrap.assemble(settings))


def _web(service: Service) -> None:
    if len(service.config.web_secret.get_secret_value()) < SECRET_LENGTH:
        raise ConfigError(f"PARLEY_WEB_SECRET needs {SECRET_LENGTH} random characters or more: it signs the forms.")
    app = create_app(PagesOf(service))
    if service.config.demo:
        add_demo_pages(app, service)
    Gunicorn(app, f"{service.config.web_host}:{service.config.web_port}").run()


class Gunicorn(BaseApplication):  # type: ignore[misc]
    """The web server, set up from our settings alone."""

    def __init__(self, app: object, bind: str) -> None:
        self.app, self.bind = app, bind
        super().__init__()

    def load_config(self) -> None:
        for name, value in (
            ("bind", self.bind),
            ("workers", 1),
            ("worker_class", "gthread"),
            ("threads", THREADS),
            ("control_socket_disable", True),
            ("accesslog", None),
            ("loglevel", "warning"),
        ):
            self.cfg.set(name, value)

    def load(self) -> object:
        return self.app


PARTS: Mapping[str, tuple[str, Callable[[Config], None]]] = {
    "keys": ("make the file of keys that seal what is stored", _keys),
    "migrate": ("bring the database's tables up to date", _migrate),
    "settings": ("every setting, with what it is for", _settings),
    "web": ("serve the pages", _part(_web)),
    "mailbox": ("collect mail and read it", _part(mailbox.run)),
    "worker": ("send what the outbox holds", _part(deliver.run)),
    "clock": ("send reminders when they come due", _part(clock.run)),
}
