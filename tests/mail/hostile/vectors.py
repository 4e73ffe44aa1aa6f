"""Mails made to harm their reader, each with its name: shapes, headers, names, and words that never end.

They are generated, for a table of ten thousand signs shows less than the rule that makes it. The numbers are those of
the threat matrix, T25 to T44.
"""

from base64 import b64encode
from collections.abc import Iterator

from tests.mail.checklist.bytes import HEAD, REPLY, file, mail, multipart, reply, text

WORDS = "Not resolved."
CONTROLS = [*map(chr, range(32)), "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff"]
BIDI = ["\u200e", "\u200f", "\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
HEADERS = ["From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "Content-Type", "Reply-To"]
ATTRIBUTES = [
    "headers",
    "parse",
    "defects",
    "__class__",
    "__init__",
    "subject_json",
    "message",
    "body",
    "attachments",
    "raw",
    "items",
    "policy",
]
SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "<svg/onload=alert(1)>",
    "'; DROP TABLE cases; --",
    "%0d%0aBcc: x@x.example",
    "../../etc/passwd",
    "..\\..\\win.ini",
    "/etc/shadow",
    "C:\\boot.ini",
    "CON",
    "nul.txt",
    "a\x00.exe",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "plan.pdf.exe",
    "plan\u202efdp.exe",
    "p\u0430ypal.pdf",
    "x" * 300 + ".pdf",
    ".",
    "..",
    "~/.ssh/id_rsa",
    "file:///etc/passwd",
    "php://filter",
    "\\\\server\\share\\x",
    "%2e%2e%2fpasswd",
    "a;b|c`d`",
    "$(reboot).txt",
]
CHARSETS = [
    "",
    "''",
    "utf-8\\0",
    "x-" + "y" * 200,
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "punycode",
    "idna",
    "rot13",
    "base64",
    "zlib",
    "bz2",
    "hex",
    "uu",
    "quopri",
    "mbcs",
    "oem",
    "utf-16",
    "utf-32",
    "utf-7",
    "hz",
    "iso-2022-kr",
    "charset",
    "../../x",
    "%s%n",
    "utf_8_sig",
    "string_escape",
]
FLOODS = [
    ">",
    "> ",
    ">>>>",
    " ",
    "\t",
    "-",
    "_",
    "*",
    "=",
    "#",
    "|",
    "| ",
    "\u200b",
    "(",
    "[",
    "<",
    "@",
    "a@",
    "a@b.example ",
    "On ",
    "On 1:00 ",
    "On Monday 1 wrote:\n",
    "From: a\n",
    "From: a\nSent: b\n",
    "Sent from my ",
    "Kind regards\n",
    "-- \n",
    "-A\n",
    "-----Original Message-----\n",
    "http://",
    "not ",
    "is not ",
    "at risk ",
    "no risk ",
    "if a child is ",
    "could not be delivered ",
    "a@b.example could not be delivered\n",
    "mailbox is ",
    "begin 644 a\n",
    "M" * 60 + "\n",
    "escalate, ",
    "more time until ",
    "1. x\n",
    "1 January ",
    "12:00 ",
    "Hello ",
    "Caution: external ",
    "This email is ",
    "council ",
    "\U0001f600",
    "\n",
    "a\n\n",
    "=?utf-8?Q?a?= ",
    "resolved ",
    "2026-01-01 ",
    "日付：",
    ".",
    ", ",
]
TAGS = [
    "<div>",
    "<div ",
    "<p>",
    "</p>",
    "<blockquote>",
    "<table><tr><td>",
    "<!--",
    "<![CDATA[",
    "<a href='",
    "<script>",
    "&amp;",
    "&#x110000;",
    "&",
    "<b",
    "</",
    "<style>",
    "<img src=http://x.example/t.gif>",
    "<br>",
    "<li>",
    "<hr>",
    "<pre>\n",
    "<span style='display:none'>",
    "<div class=gmail_quote>",
    "<svg onload=x>",
]

Vectors = Iterator[tuple[str, bytes]]


def all_of_them() -> Vectors:
    for number, rule in RULES.items():
        for name, raw in rule():
            yield f"{number} {name}", raw


def _controls_in_headers() -> Vectors:
    for header in HEADERS:
        for sign in (*CONTROLS, *BIDI):
            if sign not in "\r\n":
                yield f"U+{ord(sign):04X} in {header}", mail(f"{HEAD}{header}: a{sign}b@x.example", WORDS)
    for bad in ("=?utf-8?Q?a=0D=0ABcc:_x?=", "=?utf-8?B?AA0K?=", "=?utf-8?Q?=E2=80=A8?=", "a\r\n b", "a\r b"):
        yield f"a break in a subject, {bad!r}", mail(f"From: jo@x.example\nSubject: {bad}", WORDS)


def _scripts() -> Vectors:
    for words in SCRIPTS:
        shown = words.encode("unicode_escape").decode()[:30]
        yield f"{shown} as a subject", mail(f"From: jo@x.example\nSubject: {words}", WORDS)
        yield f"{shown} as a name", mail(f'From: "{words}" <jo@x.example>\nSubject: x', WORDS)
        yield f"{shown} as words", reply(f"{WORDS} {words}")


def _files() -> Vectors:
    for name in SCRIPTS:
        shown = name.encode("unicode_escape").decode()[:30]
        yield f"{shown} as a file", multipart(text(WORDS), file(name))
        encoded = f"=?utf-8?B?{b64encode(name.encode()).decode()}?="
        yield f"{shown} as an encoded file", multipart(text(WORDS), file(encoded))
    for kind in (
        "text/html",
        "image/svg+xml",
        "application/x-msdownload",
        "application/pdf",
        "image/png",
        "text/x",
        "x",
    ):
        yield f"a file that calls itself {kind}", multipart(text(WORDS), file("x", b"MZ\x90<svg onload=x>", kind))


def _shapes() -> Vectors:
    for depth in (2, 29, 31, 50, 200, 1000, 5000):
        levels = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
        yield f"{depth} deep", mail(f"{REPLY}{levels}{text(WORDS)}", "")
        yield f"{depth} mails in mails", mail(REPLY + "Content-Type: message/rfc822\n\n" * depth, WORDS)
    for parts in (99, 101, 499, 501, 10_000, 100_000):
        yield f"{parts} parts", multipart(*(["\n" + WORDS] * parts))
    for files in (99, 101, 400, 10_000):
        yield f"{files} files", multipart(*(["Content-Type: application/pdf\n\n%PDF"] * files))
    for boundary in ("", " ", "-", "--", "b" * 70, "b" * 5000, "(", ".*", "b\n c", '"', "\\", "\x00"):
        yield (
            f"boundary {boundary[:8]!r}",
            mail(f'{REPLY}Content-Type: multipart/mixed; boundary="{boundary}"', f"--{boundary}\n\n{WORDS}\n"),
        )
    yield (
        "a boundary in a boundary",
        mail(f'{REPLY}Content-Type: multipart/mixed; boundary="--b"', f"----b\n\n{WORDS}\n" * 50),
    )
    for encoding in ("base64", "quoted-printable", "x-uuencode", "uuencode", "binary", "7bit"):
        for rubbish in ("!" * 1000, "=" * 1000, "A", "AAAA=AAAA", "\x00" * 50, "=\n" * 500, "begin 644 x\n" * 50):
            yield f"rubbish as {encoding}, {rubbish[:4]!r}", reply(rubbish, f"Content-Transfer-Encoding: {encoding}\n")


def _headers() -> Vectors:
    for size in (1, 7, 9, 60, 70, 400):
        yield f"a header of {size} KB", mail(f"{REPLY}X-Long: " + "y" * size * 1024, WORDS)
        yield f"headers of {size} KB", mail(REPLY + "X-Many: y\n" * size * 100, WORDS)
        yield f"a subject of {size} KB", mail("From: jo@x.example\nSubject: " + "y " * size * 512, WORDS)
        yield f"parameters of {size} KB", mail(f"{REPLY}Content-Type: text/plain" + "; a=b" * (size * 205), WORDS)
        yield (
            f"pieces of a name of {size} KB",
            mail(
                f"{REPLY}Content-Disposition: attachment" + "".join(f"; filename*{n}*=x" for n in range(size * 70)),
                WORDS,
            ),
        )
        yield f"comments of {size} KB", mail(f"From: {'(' * size * 1024} jo@x.example\nSubject: x", WORDS)
        yield f"recipients of {size} KB", mail(f"{REPLY}Cc: " + "a@x.example, " * size * 79, WORDS)
        yield f"ids of {size} KB", mail(f"{REPLY}References: " + "<a@x.example> " * size * 73, WORDS)
        yield f"encoded words of {size} KB", mail("From: jo@x.example\nSubject: " + "=?utf-8?Q?a?= " * size * 73, WORDS)
    for name in ATTRIBUTES:
        yield f"a header called {name}", mail(f"{REPLY}{name}: x", WORDS)
    for date in (
        "Wed, 99 Nov 99999 99:99:99 +9999",
        "-1",
        "0",
        "9" * 500,
        "\x00",
        "Wed, 25 Nov 2026 10:00:00 +99999999",
        "Mon, 1 Jan 0000 00:00:00 GMT",
    ):
        yield f"the date {date[:20]!r}", mail(f"{HEAD}Date: {date}", WORDS)


def _charsets() -> Vectors:
    for name in CHARSETS:
        yield f"charset {name[:12]!r}", reply(WORDS, f'Content-Type: text/plain; charset="{name}"\n')
        yield f"a subject in {name[:12]!r}", mail(f"From: jo@x.example\nSubject: =?{name}?Q?a?=", WORDS)
    yield "every byte", mail(REPLY, WORDS.encode() + bytes(range(256)) * 100)


def _floods() -> Vectors:
    for piece in FLOODS:
        words = piece * (100_000 // len(piece))
        yield f"a flood of {piece[:20]!r}", reply(f"{WORDS}\n{words}")
        yield f"lines of {piece[:20]!r}", reply(f"{WORDS}\n" + ((piece * 20).replace("\n", " ")[:290] + "\n") * 400)
        yield (
            f"a subject of {piece[:20]!r}",
            mail(f"From: jo@x.example\nSubject: {(piece * 900).replace(chr(10), ' ')[:1900]}", WORDS),
        )
        yield (
            f"a mail system's flood of {piece[:20]!r}",
            mail("From: mailer-daemon@x.example\nSubject: Undeliverable", words[:30_000]),
        )
    for piece in TAGS:
        yield (
            f"a page of {piece!r}",
            reply(f"<p>{WORDS}</p>" + piece * (200_000 // len(piece)), "Content-Type: text/html\n"),
        )


def _sealed() -> Vectors:
    for kind in ("application/ms-tnef", "application/pkcs7-mime", "application/pgp-encrypted", "application/zip"):
        for content in (b"", b"\x00", b"x" * 1000, b"\x78\x9f\x3e\x22" + b"\xff" * 500, b"PK\x03\x04" + b"\xff" * 60):
            yield f"{kind} of {content[:5]!r}", multipart(text(WORDS), file("x.bin", content, kind))
    long = b"\x78\x9f\x3e\x22\x01\x00" + b"\x01\x05\x90\x06\x00\xff\xff\xff\x7f" + b"a" * 100
    yield "a winmail.dat that promises two gigabytes", multipart(file("winmail.dat", long, "application/ms-tnef"))
    many = b"\x78\x9f\x3e\x22\x01\x00" + b"\x02\x02\x90\x06\x00\x0e\x00\x00\x00" + bytes(16)
    yield (
        "a winmail.dat of ten thousand files",
        multipart(file("winmail.dat", many[:6] + many[6:] * 10_000, "application/ms-tnef")),
    )


RULES = {
    "T25": _controls_in_headers,
    "T29": _scripts,
    "T35": _files,
    "T36": _shapes,
    "T38": _headers,
    "T40": _floods,
    "T41": _sealed,
    "T41 charsets": _charsets,
}
