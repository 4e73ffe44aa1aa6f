"""The pages behind the guard, each of which says what whoever asks for it must be allowed to do."""

from flask import Blueprint

from service.web.desk import lists, mail
from service.web.desk.cases import acting, adding, case, correcting, documents, pairing, writing
from service.web.desk.directory import agencies, away, importing, officers, returns, wanted
from service.web.desk.guarding import guard

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
ROOMS = (
    lists, adding, case, documents, correcting, pairing,
    mail, acting, writing, agencies, officers, importing, away, wanted, returns,
)  # fmt: skip
for room in ROOMS:
    pages.register_blueprint(room.pages)
guard(pages)
