"""Who may import whom: the rules of pyproject.toml, and what they cannot say."""

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from service.demo.part import ROOT
from tests.house.tree import OURS, code_of, found, modules

ONE_ROOM = {  # a library that is used in these places and nowhere else
    "aiosmtpd": ("service/demo/",),
    "alembic": ("service/store/",),
    "authlib": ("service/signing/provider.py",),
    "cryptography": ("service/store/vault.py",),
    "dkim": ("service/mail/signature.py",),
    "dns": ("service/mail/signature.py",),
    "docx": ("forms/documents/",),
    "filetype": ("service/mail/reading/contents.py",),
    "flask": ("service/app.py", "service/web/", "service/demo/pages.py"),
    "flufl": ("service/mail/",),
    "govuk_bank_holidays": ("service/procedures/calendars.py",),
    "gunicorn": ("service/commands/web.py",),
    "imapclient": ("service/mail/imap/", "service/demo/"),
    "mailparser": ("service/mail/",),
    "joserfc": ("service/signing/provider.py",),
    "msal": ("service/mail/tokens.py",),
    "openpyxl": ("forms/documents/",),
    "psycopg": ("service/store/",),
    "pydantic_settings": ("service/config.py",),
    "pymap": ("service/demo/",),
    "pypdf": ("forms/documents/",),
    "redis": ("service/bootstrap.py", "workers/deliver.py"),
    "requests": ("service/signing/provider.py",),
    "reportlab": ("forms/documents/",),
    "rq": ("service/bootstrap.py", "workers/deliver.py"),
    "smtplib": ("service/mail/sending/smtp.py", "service/demo/"),
    "wtforms": (
        *("forms/", "service/web/small_form.py", "service/web/links/answering.py", "service/web/raising/lists.py"),
        *("service/web/desk/form.py", "service/web/desk/entrance/proving.py"),
    ),
}
TYPES_OF_THE_DATABASE = {"sqlalchemy.Engine", "sqlalchemy.orm.Session", "sqlalchemy.orm.sessionmaker"}
SAID_TO_A_DATABASE = r"\.(?:execute|exec_driver_sql|scalars?|query)\("


def imported(path: Path) -> Iterator[str]:
    """Every name that a module imports, whole: sqlalchemy.orm.Session."""
    for node in ast.walk(code_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


IMPORTS = [(str(path), name) for path in modules(*OURS) for name in imported(path)]


def test_the_rules_of_who_may_import_whom_are_held(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT)
    configure()
    held = lint_imports(cache_dir=str(tmp_path), no_logo=True)
    assert held, capsys.readouterr().out


def test_the_core_needs_the_standard_library_alone():
    ours = ("service.escalation", "service.errors")
    core = {name for path, name in IMPORTS if path.startswith("service/escalation/")}
    assert {n for n in core if n.partition(".")[0] not in sys.stdlib_module_names and not n.startswith(ours)} == set()


@pytest.mark.parametrize("library", ONE_ROOM)
def test_a_library_is_used_where_it_belongs(library):
    users = {path for path, name in IMPORTS if name.partition(".")[0] == library}
    assert users
    assert {path for path in users if not path.startswith(ONE_ROOM[library])} == set()


def outside_the_store(places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(path, name) for path, name in places if not path.startswith("service/store/")}


def test_sql_is_written_in_the_store_alone():
    used = {each for each in outside_the_store(IMPORTS) if each[1].startswith("sqlalchemy")}
    assert {each for each in used if each[1] not in TYPES_OF_THE_DATABASE} == set()
    assert outside_the_store(found(SAID_TO_A_DATABASE, *OURS)) == set()

