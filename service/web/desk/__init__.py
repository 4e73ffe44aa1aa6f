"""The coordinators' desk: what needs a person, the cases, a case, a message that came in, and what is done with them.

Every page is for somebody who is signed in and may do what it is for; anybody else is told that there is no such page.
"""

from flask import Blueprint

from service.web.desk import acting, case, lists, mail

pages = Blueprint("desk", __name__, url_prefix="/<partnership>/desk")
for room in (lists, case, mail, acting):
    pages.register_blueprint(room.pages)
