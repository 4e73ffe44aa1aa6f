"""Cases 33 to 51 of the checklist: what a mail is, and what it answers. More machines: tests/mail/test_systems.py."""

from service.mail import address
from service.mail.describe import describe
from service.mail.kinds import bounce
from service.mail.kinds.kind import Kind
from service.mail.kinds.sift import Disposition, Known, sift
from service.mail.reading.message import read
from tests.mail.checklist.bytes import HEAD, KEY, REPLY, TAGGED, Case, check, mail, multipart, reply, table, text

OURS = address.message_id(KEY, "parley.example")
KNOWN = Known(KEY, frozenset({"sefton@parley.example"}))
DAEMON = f"From: Mail Delivery System <mailer-daemon@mx.example>\nTo: {TAGGED}\nSubject: Undelivered Mail\n"
RETURNED = (
    f"Content-Type: message/rfc822\n\nFrom: sefton@parley.example\nTo: other@x.example\nMessage-ID: {OURS}\n\nWords"
)
GATEWAY = "sefton+bounce@parley.example"


def dsn(*recipients: str, head: str = DAEMON, words: str = "Your mail could not be delivered.") -> bytes:
    fields = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n" + "\n\n".join(recipients) + "\n"
    )
    return multipart(text(words), fields, RETURNED, kind="report; report-type=delivery-status", head=head)


def about(name: str, action: str, status: str = "", more: str = "") -> str:
    return f"{more}Final-Recipient: rfc822; {name}@x.example\nAction: {action}" + (
        f"\nStatus: {status}" if status else ""
    )


def failed(kind: Kind, *names: str) -> dict[str, object]:
    return {"kind": kind, "bounced_addresses": [f"{name}@x.example" for name in names]}


FORWARD = (
    "---------- Forwarded message ---------\nFrom: Sam <sam@x.example>\nDate: Tue, 24 Nov 2026 at 09:00\n"
    "Subject: x\nTo: Jo <jo@x.example>\n\nRESOLVED"
)
WELSH = "Oddi wrth: Sam <sam@x.example>\nAnfonwyd: 24 Tachwedd 2026\nAt: Jo\nPwnc: x\n\nRESOLVED"

CASES = [
    Case(
        33,
        "a report that calls itself automatic",
        dsn(about("a", "failed", "5.1.1"), head=f"{DAEMON}Auto-Submitted: auto-replied\n"),
        failed(Kind.BOUNCE_HARD, "a"),
    ),
    Case(34, "hard", dsn(about("a", "failed", "5.1.1")), failed(Kind.BOUNCE_HARD, "a")),
    Case(34, "soft", dsn(about("a", "failed", "4.2.2")), failed(Kind.BOUNCE_SOFT, "a")),
    Case(34, "late", dsn(about("a", "delayed", "4.4.1")), failed(Kind.BOUNCE_DELAY, "a")),
    Case(
        34,
        "late in words",
        mail(DAEMON, "A message to a@x.example has not yet been delivered. We are still trying."),
        {"kind": Kind.BOUNCE_DELAY},
    ),
    Case(
        35,
        "words alone",
        mail(DAEMON, "Your message could not be delivered to:\n\n<a@x.example>\n550 No such user\n"),
        failed(Kind.BOUNCE_HARD, "a"),
    ),
    Case(
        36,
        "several, with good ones",
        dsn(about("a", "failed", "5.1.1"), about("b", "delivered", "2.0.0"), about("c", "failed", "5.1.1")),
        failed(Kind.BOUNCE_HARD, "a", "c"),
    ),
    Case(
        37,
        "the address we wrote to",
        dsn(about("new", "failed", "5.1.1", "Original-Recipient: rfc822; old@x.example\n")),
        failed(Kind.BOUNCE_HARD, "old"),
    ),
    Case(
        38,
        "nobody named",
        mail(f"{DAEMON}Return-Path: <>", f"It could not be delivered.\n\nMessage-ID: {OURS}\nTo: other@x.example\n"),
        failed(Kind.BOUNCE_HARD),
    ),
    Case(
        38,
        "an address elided",
        dsn("Final-Recipient: rfc822; dav...@x.example\nAction: failed"),
        failed(Kind.BOUNCE_HARD),
    ),
    Case(
        39,
        "a person about a failure",
        reply("Undeliverable? The letter could not be delivered to them."),
        {"kind": Kind.REPLY, "bounced_addresses": []},
    ),
    Case(
        39,
        "an absence notice with an address",
        mail(f"{REPLY}Auto-Submitted: auto-replied", "I am away. Write to a@x.example."),
        failed(Kind.AUTO_REPLY),
    ),
    Case(40, "delivered", dsn(about("a", "delivered", "2.0.0"), words="It was delivered."), failed(Kind.AUTO_REPLY)),
    Case(40, "relayed", dsn(about("a", "relayed", "2.0.0"), words="It was relayed."), failed(Kind.AUTO_REPLY)),
    Case(
        40,
        "read",
        multipart(
            text("It was read."),
            "Content-Type: message/disposition-notification\n\nDisposition: manual-action; displayed",
            kind="report; report-type=disposition-notification",
        ),
        failed(Kind.AUTO_REPLY),
    ),
    Case(
        41,
        "a feedback report",
        multipart(
            text("Abuse."),
            "Content-Type: message/feedback-report\n\nFeedback-Type: abuse",
            RETURNED,
            kind="report; report-type=feedback-report",
        ),
        failed(Kind.AUTO_REPLY),
    ),
    *(
        Case(42, line.partition(":")[0], mail(f"{REPLY}{line}", "Gone fishing."), {"kind": Kind.AUTO_REPLY})
        for line in (
            "X-Autoreply: yes",
            "X-POST-MessageClass: 9; Autoresponder",
            "X-Autorespond: x",
        )
    ),
    Case(42, "bulk", mail(f"{HEAD}Precedence: bulk", "Gone fishing."), {"kind": Kind.AUTO_REPLY}),
    Case(
        42,
        "bulk, in a thread, and away",
        mail(f"{REPLY}Precedence: bulk", "I am away until Monday."),
        {"kind": Kind.AUTO_REPLY},
    ),
    Case(42, "bulk, in a thread", mail(f"{REPLY}Precedence: bulk", "Not resolved."), {"act": "not_resolved"}),
    Case(
        42,
        "words alone",
        mail(REPLY.replace("RE: SEF", "Automatic reply: SEF"), "I am on leave."),
        {"kind": Kind.AUTO_REPLY},
    ),
    Case(
        42,
        "a header that people's mail has too",
        mail(f"{REPLY}X-Auto-Response-Suppress: All", "Not resolved."),
        {"kind": Kind.REPLY},
    ),
    Case(42, "Precedence: list alone", mail(f"{HEAD}Precedence: list", "Not resolved."), {"kind": Kind.LIST_OR_SPAM}),
    Case(
        43,
        "auto-submitted: no",
        mail(f"{REPLY}Auto-Submitted: no", "Not resolved."),
        {"kind": Kind.REPLY, "act": "not_resolved"},
    ),
    Case(
        43,
        "auto-generated, with real words",
        mail(f"{REPLY}Auto-Submitted: auto-generated", "Not resolved."),
        {"kind": Kind.AUTO_REPLY, "reply_text": "Not resolved."},
    ),
    Case(44, "a list", mail(f"{HEAD}List-Id: <heads.x.example>", "Not resolved."), {"kind": Kind.LIST_OR_SPAM}),
    Case(
        44,
        "an answer to another mail of a list",
        mail(f"{HEAD}In-Reply-To: <one@x.example>\nList-Id: <heads.x.example>", "Not resolved."),
        {"kind": Kind.LIST_OR_SPAM},
    ),
    Case(
        44,
        "an answer to us through a list",
        mail(f"{REPLY}List-Id: <heads.x.example>", "Not resolved."),
        {"kind": Kind.REPLY, "act": "not_resolved"},
    ),
    Case(44, "what a relay adds", mail(f"{HEAD}Feedback-ID: 1.eu:AmazonSES"), {"kind": Kind.NEW}),
    Case(45, "a filter's flag", mail(f"{REPLY}X-Spam-Flag: YES", "Not resolved."), {"kind": Kind.LIST_OR_SPAM}),
    Case(
        45,
        "a filter's status",
        mail(f"{REPLY}X-Spam-Status: Yes, score=9", "Not resolved."),
        {"kind": Kind.LIST_OR_SPAM},
    ),
    Case(
        45,
        "a failed proof",
        mail(f"{REPLY}Authentication-Results: mx.example; dmarc=fail", "Not resolved."),
        {"kind": Kind.LIST_OR_SPAM},
    ),
    Case(
        46, "from our own address", mail(f"From: sefton@parley.example\nTo: {TAGGED}\nSubject: x"), {"kind": Kind.LOOP}
    ),
    Case(
        48,
        "forwarded with a comment",
        reply(f"Please see below.\n\n{FORWARD}"),
        {"reply_text": ("Please see below.",), "act": "unclear"},
    ),
    Case(48, "forwarded without one", reply(FORWARD), {"reply_text": "RESOLVED", "act": "unclear"}),
    Case(
        48,
        "forwarded in Welsh",
        reply(f"Please see below.\n\n{WELSH}"),
        {"act": "unclear", "body_text": ("Oddi wrth",)},
    ),
]
ANSWERS = [
    Case(46, "our own address", mail("From: Sefton+tag@parley.example\nSubject: x"), {"sifted": Disposition.OWN}),
    Case(46, "our own Message-ID", mail(f"From: jo@x.example\nMessage-ID: {OURS}"), {"sifted": Disposition.OWN}),
    Case(47, "our token from anybody", mail(f"From: stranger@x.example\nTo: {TAGGED}"), {"sifted": Disposition.REPLY}),
    Case(
        49,
        "References alone",
        mail(f"{HEAD.replace(TAGGED, 'sefton@parley.example')}References: {OURS}"),
        {"sifted": Disposition.REPLY},
    ),
    Case(
        49,
        "several ids in In-Reply-To",
        mail(f"From: jo@x.example\nIn-Reply-To: <a@x.example>, {OURS}"),
        {"sifted": Disposition.REPLY},
    ),
    Case(
        49,
        "ids with a comma and no space",
        mail(f"From: jo@x.example\nReferences: <a@x.example>,{OURS},<b@x.example>"),
        {"sifted": Disposition.REPLY},
    ),
    Case(49, "an id folded", mail(f"From: jo@x.example\nIn-Reply-To:\n {OURS}"), {"sifted": Disposition.REPLY}),
    Case(
        50,
        "the known id in the middle",
        mail(f"From: jo@x.example\nIn-Reply-To: <c@x.example>\nReferences: <a@x.example> {OURS} <c@x.example>"),
        {"sifted": Disposition.REPLY},
    ),
    Case(
        45, "spam that does not answer us", mail("From: jo@x.example\nX-Spam-Flag: YES"), {"sifted": Disposition.LISTED}
    ),
    Case(
        44,
        "a list that answers us",
        mail(f"From: jo@x.example\nTo: {TAGGED}\nList-Id: <x>"),
        {"sifted": Disposition.REPLY},
    ),
]


@table(CASES)
def test_a_mail_is_taken_for_what_it_is(case: Case):
    check(case, describe(case.raw))


@table(ANSWERS)
def test_what_a_mail_answers_is_found(case: Case):
    check(case, {"sifted": sift(read(case.raw), KNOWN)})


def test_38_a_report_that_names_nobody_leads_to_the_mail_by_its_message_id():
    told = read(mail(DAEMON, f"It could not be delivered.\n\nMessage-ID: {OURS}\n"))
    assert bounce.returned_ids(told, KEY) == (OURS,)
