"""What a mail is and says, in one dictionary: the door for people and programs who ask about a mail by itself.

It knows no case, no key and no mailbox of ours, so it says what the mail asks for, and never whether it may.
"""

from typing import Any

from service.mail.kinds import bounce
from service.mail.kinds.kind import Kind, judge
from service.mail.reading.message import InboundMail, read
from service.mail.replies.quoted import Written
from service.mail.replies.reply import Answer, understand


def describe(raw: bytes) -> dict[str, Any]:
    """The mail in `raw`, whatever the bytes; never raises.

    `kind` is one of Kind and `rule` the sentence that decided it; `reply_text` what its sender wrote anew, `body_text`
    the whole text; `bounced_addresses` whom a report names; `subject`, `from` ("Name <address>" or the address) and
    `attachments` (names) are decoded; `defects` what could not be read. `act` and `act_details` are given where a
    person wrote it: the details that were said, dates and times in ISO 8601, and always `risk`.
    """
    return described(read(raw))


def described(mail: InboundMail) -> dict[str, Any]:
    """The same of a mail that has been read."""
    judged, report = judge(mail), bounce.report(mail)
    written = Written(mail.text)
    answer = understand(mail, written)
    name, address = mail.shown_name, mail.shown_address
    return {
        "kind": judged.kind.value,
        "rule": judged.rule,
        "from": f"{name} <{address}>" if name and address else address or name,
        "subject": mail.subject,
        "reply_text": written.in_context,
        "body_text": mail.text,
        "bounced_addresses": list(report.addresses) if report else [],
        "attachments": [attachment.name for attachment in mail.attachments],
        "defects": list(mail.defects),
        **(_asked(answer) if judged.kind in (Kind.NEW, Kind.REPLY) else {}),
    }


def _asked(answer: Answer) -> dict[str, Any]:
    given = {key: value for key in ("who", "reason") if (value := getattr(answer, key))}
    if answer.date:
        given["date"] = answer.date.isoformat()
    if answer.time:
        given["time"] = answer.time.strftime("%H:%M")
    return {"act": answer.act.value, "act_details": {**given, "risk": answer.risk}}
