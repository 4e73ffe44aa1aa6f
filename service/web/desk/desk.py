"""The pages behind the guard, each of which says what whoever asks for it must be allowed to do."""

from flask import Blueprint

from service.web.desk import (
    acting,
    adding,
    away,
    case,
    directory,
    documents,
    importing,
    lists,
    mail,
    officers,
    wanted,
    writing,
)
from service.web.desk.guarding import guard

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
for room in (lists, adding, case, documents, mail, acting, writing, directory, officers, importing, away, wanted):
    pages.register_blueprint(room.pages)
guard(pages)
