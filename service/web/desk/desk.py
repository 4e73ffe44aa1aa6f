"""The pages behind the guard, each of which says what whoever asks for it must be allowed to do."""

from flask import Blueprint

from service.web.desk import (
    acting,
    adding,
    away,
    case,
    correcting,
    directory,
    documents,
    importing,
    lists,
    mail,
    officers,
    pairing,
    wanted,
    writing,
)
from service.web.desk.guarding import guard

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
ROOMS = (
    lists, adding, case, documents, correcting, pairing,
    mail, acting, writing, directory, officers, importing, away, wanted,
)  # fmt: skip
for room in ROOMS:
    pages.register_blueprint(room.pages)
guard(pages)
