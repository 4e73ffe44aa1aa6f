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
    writing,
)
from service.web.desk.guarding import guard

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
for room in (lists, adding, case, documents, correcting, mail, acting, writing, directory, officers, importing, away):
    pages.register_blueprint(room.pages)
guard(pages)
