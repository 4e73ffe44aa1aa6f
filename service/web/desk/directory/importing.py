"""A directory file is looked at first: what it would change, and what is wrong with it; then it is loaded.

Between the two pages the file travels with the form, packed: nothing of it is kept before somebody says so.
"""

import binascii
import zlib
from base64 import b64decode, b64encode

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.seam.desk_directory import Importing
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given

pages = Blueprint("importing", __name__)

MOST = 4_000_000  # bytes of an unpacked file: more than can be posted
NO_FILE = "Select a CSV file"


@pages.get("/directory/import")
@needs(Action.DIRECTORY)
def ask(partnership: str) -> Response:
    return ask_page()


@pages.post("/directory/import")
@needs(Action.DIRECTORY)
def given_file(partnership: str) -> Response:
    packed = given().get("packed", "")
    raw = unpacked(packed) if packed else posted_file()
    if not raw:
        return ask_page(wrong=NO_FILE)
    found = desk().directory.foresee(signed_in(), raw)
    if found.faults or given().get("step") != "do":
        return ask_page(found=found) if found.faults else foreseen(found)
    try:
        done = desk().directory.load(signed_in(), found.text, given().get("seen", ""))
    except ServiceError as fault:
        return foreseen(found, beside=str(fault))
    if isinstance(done, Changed):
        return foreseen(found, beside=CHANGED)
    return redirect(url_for("desk.directory.agencies", partnership=partnership, done="loaded"), 303)


def ask_page(wrong: str = "", found: Importing | None = None) -> Response:
    """The page that asks for a file; `found` says what is wrong with the one that was given."""
    faults = found.faults if found else ()
    status = 422 if wrong or faults else 200
    return show("directory/import.html", here="directory", wrong=wrong, faults=faults, status=status)


def foreseen(found: Importing, beside: str = "") -> Response:
    return show(
        "directory/import_check.html", here="directory", found=found, packed=packed(found.text), beside=beside,
        status=409 if beside else 200,
    )  # fmt: skip


def posted_file() -> bytes:
    file = request.files.get("file")
    if file is None:
        return b""
    with file.stream as stream:
        return stream.read()


def packed(text: str) -> str:
    return b64encode(zlib.compress(text.encode())).decode("ascii")


def unpacked(packed: str) -> bytes:
    """The file that was packed; empty for anything else."""
    try:
        return zlib.decompressobj().decompress(b64decode(packed, validate=True), MOST)
    except (binascii.Error, zlib.error, ValueError):
        return b""
