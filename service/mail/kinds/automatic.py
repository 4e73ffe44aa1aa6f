"""Mails that machines send: absence notices, receipts, lists, robots. Answering one starts a loop (RFC 3834).

A person must never be taken for a machine: signs are headers that mail programs of people do not write.
X-Auto-Response-Suppress is none, for Exchange puts it on people's mail; a subject counts only where it
begins as absence notices do, without "Re:", and the mail answers one of ours.
"""

import re
from collections.abc import Callable

from service.mail.reading.message import InboundMail

REPORT = re.compile(r"\s*multipart/report\b|\s*message/(disposition-notification|delivery-status)\b", re.I)
ROBOT = re.compile(r"(mailer-daemon|no-?reply|do-?not-?reply|auto-?(reply|responder|mailer))@", re.I)
ABSENT = re.compile(
    r"(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office( (auto-?)?reply)?|ateb awtomatig"
    r"|automatische antwort|abwesenheits(notiz|meldung)|abwesend|réponse automatique|absence du bureau"
    r"|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática|automatisch antwoord"
    r"|afwezig|autosvar|automatisk svar|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď"
    r"|автоматический ответ|автоматична відповідь|otomatik yanıt|自動応答|自动答复)\s*(:|：|$|[-–(\[])",
    re.I,
)


def _says(name: str, *values: str) -> Callable[[InboundMail], bool]:
    return lambda mail: any(re.split(r"[;\s(]", value.lower(), maxsplit=1)[0] in values for value in mail.get_all(name))


def _has(*names: str) -> Callable[[InboundMail], bool]:
    return lambda mail: any(mail.get_all(name) for name in names)


SIGNS: tuple[Callable[[InboundMail], bool], ...] = (
    _says("Auto-Submitted", "auto-generated", "auto-replied", "auto-notified"),
    _says("Precedence", "bulk", "junk", "list", "auto_reply"),
    _has("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply", "X-AutoReply-From"),
    _has("List-Id", "List-Post", "List-Unsubscribe", "X-Mailing-List"),
    _has("X-MS-Exchange-Generated-Message-Source", "X-Cron-Env", "X-Failed-Recipients"),
    _says("X-POST-MessageClass", "9"),
    _says("X-FC-MachineGenerated", "true"),
    _says("Return-Path", "<>"),
    lambda mail: bool(REPORT.match(mail.first("Content-Type"))),
    lambda mail: any(ROBOT.search(value) for value in mail.get_all("From")),
)


def is_automatic(mail: InboundMail, answers_us: bool = False) -> bool:
    """Whether a machine sent `mail`; `answers_us`: it carries our reply tag or one of our Message-IDs."""
    return any(sign(mail) for sign in SIGNS) or (answers_us and bool(ABSENT.match(mail.subject)))
