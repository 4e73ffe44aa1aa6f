"""What no file of the repository may hold: a second clock, a real person, an address of one machine, loose ends."""

import ast
import hashlib
import re
from pathlib import Path

import pytest

from tests.house.tree import OURS, code_of, files, found, modules, text_of

CLOCKS = r"\b(?:datetime|date|time)\.(?:now|utcnow|today|time|time_ns|gmtime|localtime)\b|\bfunc\.now\b|CURRENT_TIME"
DATE_OF_A_MAIL = r"\b(?:formatdate|localtime|make_msgid)\b"
PROVIDER = ("service/demo/",)  # it plays a mail host and mail programs, which date their mails themselves

MODULE, TEST_MODULE, FUNCTION = 320, 340, 45  # lines at most

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RESERVED = re.compile(r"(?:\.example|@example\.com|@127\.0\.0\.1|@x\.ex)$", re.I)  # RFC 2606: nobody has these
TELEPHONE = re.compile(r"(?<![\w.-])0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?![\w.-])")
OF_DRAMA = ("01632960", "07700900")  # Ofcom gives these to nobody
SITE = re.compile(r"://(?:[^\s/@]+@)?([\w-]+(?:\.[\w-]+)+)")
OF_NOBODY = re.compile(r"127\.0\.0\.1|.*\.example|www\.w3\.org")  # the last is the name of SVG, and no address
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"),
                                                 ("npmjs", "com"), ("golang", "org"), ("crates", "io")))  # fmt: skip
MACHINE = re.compile(r"(?<![\w.:])/(?:home|Users|root|work|mnt)/\w+")
LOOSE_END = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)))

# Surnames and numbers of the people whom the published procedures name, as the beginning of their SHA-256.
REAL = frozenset((
    "059b26f5be09d89c", "0717093eccb6f44b", "09d9c29248251526", "153bc359a788c535", "2cfdbf891933a76d",
    "3aafb0804ed14425", "3dac2672d71c1a13", "7781113a99f17728", "8e924025a26c584a", "a88e79e2172d102c",
    "aaa3e5cc43a2c066", "b6fdaa7c862e75ec", "c1e993a8276a6b23",
))  # fmt: skip


def beginning_of_hash(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]


def words(text: str) -> set[str]:
    numbers = {re.sub(r"\D", "", number) for number in TELEPHONE.findall(text)}
    return set(re.findall(r"[a-z]+", text.lower())) | numbers


TEXTS = [path for path in files() if path.name != "requirements.lock"]


def matched(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    return {(str(path), hit) for path in TEXTS for hit in pattern.findall(text_of(path))}


def test_only_bootstrap_looks_at_the_clock():
    assert {path for path, _ in found(CLOCKS, *OURS)} == {"service/bootstrap.py"}
    assert {path for path, _ in found(DATE_OF_A_MAIL, *OURS) if not path.startswith(PROVIDER)} == set()


def test_nothing_is_printed_but_by_the_command_line_the_demo_and_a_part_that_is_ready():
    prints = found(r"(?m)^.*(?<![\w.])print\(.*$", *OURS)
    loose = {(path, line.strip()) for path, line in prints if not path.startswith(("service/demo/", "service/cli.py"))}
    assert {line for _, line in loose} <= {'print("ready", flush=True)  # noqa: T201'}
    assert {path.partition("/")[0] for path, _ in loose} <= {"workers"}


def test_a_name_and_a_number_are_found_however_they_are_written():
    assert {"field", "01632960123"} <= words("Mx J. FIELD,01632 960 123; jo.field@school.example")
    assert all(re.fullmatch("[0-9a-f]{16}", beginning) for beginning in REAL)


def test_no_real_person_is_named():
    assert {str(path) for path in files() if REAL & {beginning_of_hash(word) for word in words(text_of(path))}} == set()


def test_every_mail_address_belongs_to_nobody():
    assert {(path, address) for path, address in matched(ADDRESS) if not RESERVED.search(address)} == set()


def test_every_telephone_number_belongs_to_nobody():
    hits = matched(TELEPHONE)
    assert {(path, hit) for path, hit in hits if not re.sub(r"\D", "", hit).startswith(OF_DRAMA)} == set()


def test_no_site_is_named_but_this_machine_and_examples():
    assert {(path, host) for path, host in matched(SITE) if not OF_NOBODY.fullmatch(host)} == set()


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_package_registry_is_named(host):
    assert {str(path) for path in files() if host in text_of(path).lower()} == set()


def test_no_path_of_one_machine_is_named():
    assert matched(MACHINE) == set()


def test_no_loose_end_is_left():
    assert {(path, hit) for path, hit in matched(LOOSE_END) if not path.endswith((".css", ".js"))} == set()


def test_modules_are_short():
    def limit(path: Path) -> int:
        return MODULE if path.parts[0] in OURS else TEST_MODULE

    long = {str(path) for path in modules() if text_of(path).count("\n") > limit(path)}
    assert long == set()


def test_functions_are_short():
    functions = [
        (str(path), node.name, (node.end_lineno or 0) - node.lineno + 1)
        for path in modules()
        for node in ast.walk(code_of(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert [each for each in functions if each[2] > FUNCTION] == []


def test_every_module_says_what_it_is_about():
    assert [str(path) for path in modules() if not (ast.get_docstring(code_of(path)) or "").strip()] == []
