"""Pages that exist in the demo alone: where it starts, the post room, the clock that turns forward, the desks' keys.

The post room shows every mail that left as its reader would see it, with a box to answer as that
reader: the answer goes by SMTP and is collected by IMAP like any other.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import formatdate, make_msgid

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from imapclient import IMAPClient
from werkzeug.wrappers import Response

from service.bootstrap import Service
from service.demo import desk, directory
from service.demo.addresses import PASSWORD, POST_ROOM
from service.store import keeping, reminders

pages = Blueprint("demo", __name__, template_folder="templates")
SHOWN = 60
HEADERS = ("To", "Reply-To", "Subject", "Message-ID", "Date")
JUST_AFTER = timedelta(seconds=1)


@dataclass(frozen=True)
class Posted:
    """A mail that left, as its reader sees it."""

    uid: int
    to: str
    reply_to: str
    subject: str
    body: str
    message_id: str
    left: str


def add_demo_pages(app: Flask, service: Service) -> None:
    app.extensions["parley demo"] = service
    app.register_blueprint(pages)


def _service() -> Service:
    service: Service = current_app.extensions["parley demo"]
    return service


@pages.before_request
def _from_these_pages_only() -> None:
    """A post from another site is refused: the post room writes as anybody.

    Browsers say where a post comes from; its Origin they keep to themselves, since our pages ask for no referrer.
    """
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)


@pages.get("/demo")
def start() -> str:
    """What this is, and the way to each part that can be played."""
    raisers = [(place, directory.raiser(key)) for key, place in _service().partnerships.items()]
    now = _service().clock.now()
    return render_template("demo/start.html", partnership=None, error=False, raisers=raisers, now=now)


@pages.get("/post-room")
def post_room() -> str:
    return render_template("demo/post_room.html", partnership=None, error=False, mails=_posted(_service()))


@pages.post("/post-room")
def answer() -> Response:
    mail = next((one for one in _posted(_service()) if str(one.uid) == request.form.get("uid")), None)
    if mail is None:
        abort(404)
    _send(_service(), mail, request.form.get("words", ""))
    return redirect(url_for("demo.post_room"), 303)


def _posted(service: Service) -> list[Posted]:
    """The newest mails that left, the newest first."""
    config = service.config
    with IMAPClient(config.imap_host, port=config.imap_port, ssl=False, timeout=10) as room:
        room.login(POST_ROOM, PASSWORD)
        room.select_folder("INBOX", readonly=True)
        uids = room.search("ALL")[-SHOWN:]
        fetched = room.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
    return [_shown(uid, BytesParser(policy=default).parsebytes(fetched[uid][b"BODY[]"])) for uid in reversed(uids)]


def _shown(uid: int, mail: EmailMessage) -> Posted:
    to, reply_to, subject, id, left = (str(mail[name] or "") for name in HEADERS)
    written = mail.get_body(("plain",))
    body = str(written.get_content()) if written else ""
    return Posted(uid, to, reply_to, subject, body, id, left)


def _send(service: Service, mail: Posted, words: str) -> None:
    reply = EmailMessage()
    reply["From"], reply["To"], reply["Subject"] = mail.to, mail.reply_to, f"Re: {mail.subject}"
    reply["Date"], reply["Message-ID"] = formatdate(), make_msgid(domain=mail.to.rpartition("@")[2])
    reply["In-Reply-To"] = reply["References"] = mail.message_id
    quoted = "".join(f"> {line}\n" for line in mail.body.splitlines())
    reply.set_content(f"{words}\n\nOn {mail.left} we wrote:\n{quoted}")
    with smtplib.SMTP(service.config.smtp_host, service.config.smtp_port, timeout=10) as room:
        room.login(mail.to, PASSWORD)
        room.send_message(reply)


@pages.get("/desks")
def desks() -> str:
    """Who coordinates, with what they sign in with: the app of each is in this page."""
    known = desk.sign_ins(_service(), _service().clock.real())
    return render_template("demo/desks.html", partnership=None, error=False, known=known, password=desk.PASSWORD)


@pages.get("/clock")
def clock() -> str:
    now = _service().clock.now()
    return render_template("demo/clock.html", partnership=None, error=False, now=now, next_due=_next_due())


@pages.post("/clock")
def turn() -> Response:
    """Turn business time forward to the next thing due. Leases and retries keep to real time."""
    service, due = _service(), _next_due()
    now = service.clock.now()
    if due is not None and due > now:
        with service.sessions.begin() as session:
            keeping.turn(session, due - now + JUST_AFTER)
    return redirect(url_for("demo.clock"), 303)


def _next_due() -> datetime | None:
    with _service().sessions.begin() as session:
        return reminders.next_moment(session)
