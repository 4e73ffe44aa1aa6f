"""parley web: the process that serves the pages."""

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from service.app import create_app
from service.bootstrap import Service
from service.commands.process import process
from service.desk.pages import DeskOf
from service.errors import ConfigError
from service.intake.by_page.pages import PagesOf

THREADS = 8
SECRET_LENGTH = 32


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


def serve(service: Service) -> None:
    if len(service.config.web_secret.get_secret_value()) < SECRET_LENGTH:
        raise ConfigError(f"PARLEY_WEB_SECRET needs {SECRET_LENGTH} random characters or more: it signs the forms.")
    app = create_app(PagesOf(service), DeskOf(service))
    if service.config.demo:
        from service.demo.pages import add_demo_pages

        add_demo_pages(app, service)
    Gunicorn(app, f"{service.config.web_host}:{service.config.web_port}").run()


run = process(serve)
