"""The pages behind the guard, each of which says what whoever asks for it must be allowed to do."""

from flask import Blueprint

from service.web.desk import acting, away, case, directory, importing, lists, mail, officers
from service.web.desk.guarding import guard

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
for room in (lists, case, mail, acting, directory, officers, importing, away):
    pages.register_blueprint(room.pages)
guard(pages)
