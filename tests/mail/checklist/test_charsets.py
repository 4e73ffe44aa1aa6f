"""Cases 25 to 32 of the checklist: charsets, headers and names."""

from base64 import b64encode
from urllib.parse import quote

from service.mail.describe import describe
from service.mail.kinds.kind import Kind
from service.mail.reading.message import read
from tests.mail.checklist.bytes import HEAD, REPLY, Case, check, file, mail, multipart, reply, table

WORDS = "Siân isn’t safe – 安全"


def in_charset(label: str, words: str, codec: str = "") -> bytes:
    return mail(f"{REPLY}Content-Type: text/plain; charset={label}", words.encode(codec or label))


def from_line(value: str | bytes) -> bytes:
    raw = value if isinstance(value, bytes) else value.encode()
    return b"From: " + raw + b"\r\nSubject: x\r\n\r\nWords."


def named(head: str) -> bytes:
    return mail(f"{HEAD}{head}", "%PDF-1.4")


def word(content: bytes, label: str = "utf-8") -> str:
    return f"=?{label}?B?{b64encode(content).decode()}?="


CASES = [
    Case(25, "UTF-8 without a charset", mail(REPLY, WORDS), {"body_text": WORDS}),
    Case(25, "GB18030", in_charset("gb18030", "不安全"), {"body_text": "不安全"}),
    Case(25, "GB18030 that calls itself gb2312", in_charset("gb2312", "镕基", "gb18030"), {"body_text": "镕基"}),
    Case(25, "raw Latin-1", mail(REPLY, b"caf\xe9"), {"body_text": "café"}),
    Case(25, "UTF-8 that calls itself Big5", in_charset("big5", "Siân – 安全", "utf-8"), {"body_text": "Siân – 安全"}),
    Case(25, "a name nobody knows", in_charset("x-unknown", "Siân", "utf-8"), {"body_text": "Siân"}),
    Case(
        26,
        "Windows-1252 that calls itself Latin-1",
        in_charset("iso-8859-1", "isn’t – “safe”", "cp1252"),
        {"body_text": "isn’t – “safe”"},
    ),
    Case(26, "ISO-2022-JP", in_charset("iso-2022-jp", "安全ではない"), {"body_text": "安全ではない"}),
    Case(
        26,
        "ISO-2022-JP with a vendor's sign",
        mail(f"{REPLY}Content-Type: text/plain; charset=iso-2022-jp", b"\x1b$B-!0BA4\x1b(B"),
        {"body_text": "①安全"},
    ),
    Case(26, "KS_C_5601", in_charset("ks_c_5601-1987", "안전하지", "cp949"), {"body_text": "안전하지"}),
    Case(26, "Big5", in_charset("big5", "安全"), {"body_text": "安全"}),
    Case(26, "UTF-7", in_charset("utf-7", "Siân"), {"body_text": "Siân"}),
    Case(
        27,
        "quoted-printable with raw signs",
        reply(
            "Siân 😀 =E2=80=93 here",
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
        ),
        {"body_text": "Siân 😀 – here"},
    ),
    Case(
        28,
        "a word over two encoded words",
        mail("From: =?utf-8?Q?J=C3=B3?= =?utf-8?Q?_H?= <jo@x.example>"),
        {"from": "Jó H <jo@x.example>"},
    ),
    Case(
        28,
        "split inside a sign",
        mail(f"From: jo@x.example\nSubject: {word(b'caf' + bytes([0xC3]))} {word(bytes([0xA9]))}"),
        {"subject": "café"},
    ),
    Case(
        28,
        "broken at the end",
        mail(f"From: jo@x.example\nSubject: {word('Siâ'.encode()[:-1])}"),
        {"subject": "Si\ufffd"},
    ),
    Case(
        29,
        "raw 8-bit subject and From",
        b"From: Si\xe2n <s@x.example>\r\nSubject: caf\xe9\r\n\r\nx",
        {"subject": "café", "from": "Siân <s@x.example>"},
    ),
    Case(
        29,
        "an encoded word in quotes",
        from_line(f'"{word("Siân".encode())}" <s@x.example>'),
        {"from": "Siân <s@x.example>"},
    ),
    Case(
        30,
        "a comma in an encoded name",
        from_line("=?utf-8?Q?Harker,_Jo?= <jo@x.example>"),
        {"from": "Harker, Jo <jo@x.example>"},
    ),
    Case(
        30,
        "a name that is an address",
        from_line('"head@school.example" <jo@x.example>'),
        {"from": "head@school.example <jo@x.example>"},
    ),
    Case(
        30, "brackets without quotes", from_line("Jo [Council] <jo@x.example>"), {"from": "Jo [Council] <jo@x.example>"}
    ),
    Case(
        30,
        "empty quotes in the name",
        from_line('Jo "" Harker <jo@x.example>'),
        {"from": 'Jo "" Harker <jo@x.example>'},
    ),
    Case(31, "a dot behind the address", from_line("Jo <jo@x.example.>"), {"kind": Kind.NEW}),
    Case(31, "capitals", from_line("Jo <JO@X.Example>"), {"from": "Jo <JO@X.Example>"}),
    Case(
        32,
        "an encoded word",
        named(
            f'Content-Type: application/pdf\nContent-Disposition: attachment; filename="{word("Siân.pdf".encode())}"'
        ),
        {"attachments": ["Siân.pdf"]},
    ),
    Case(
        32,
        "RFC 2231 in pieces",
        named(
            "Content-Type: application/pdf\nContent-Disposition: attachment; "
            f"filename*0*=utf-8''{quote('Siân')}; filename*1*=%20plan; filename*2=.pdf"
        ),
        {"attachments": ["Siân plan.pdf"]},
    ),
    Case(32, "name= alone", named('Content-Type: application/pdf; name="plan.pdf"'), {"attachments": ["plan.pdf"]}),
    Case(32, "raw UTF-8", named('Content-Type: application/pdf; name="Siân.pdf"'), {"attachments": ["Siân.pdf"]}),
    Case(
        32, "the same twice", multipart(file("plan.pdf"), file("plan.pdf")), {"attachments": ["plan.pdf", "plan.pdf"]}
    ),
    Case(
        32,
        "with folders",
        multipart(file("../../plan.pdf"), file("C:\\\\x\\\\plan.pdf"), file("/etc/passwd")),
        {"attachments": ["plan.pdf", "plan.pdf", "passwd"]},
    ),
    Case(32, "nothing but dots", multipart(file("..."), file("..")), {"attachments": ["attachment", "attachment"]}),
    Case(32, "none at all", named("Content-Type: application/pdf"), {"attachments": ["attachment-1"]}),
]


@table(CASES)
def test_charsets_headers_and_names_are_read(case: Case):
    check(case, describe(case.raw))


@table(
    [
        Case(
            30,
            "a name that hides an address",
            from_line("=?utf-8?Q?head=40school.example?= <jo@x.example>"),
            {"sender": None},
        ),
        Case(30, "brackets without quotes", from_line("Jo [Council] <jo@x.example>"), {"sender": None}),
        Case(31, "a dot behind the address", from_line("Jo <jo@x.example.>"), {"sender": None}),
        Case(31, "capitals", from_line("Jo <JO@X.Example>"), {"sender": "jo@x.example"}),
        Case(
            31,
            "Reply-To is nobody's proof",
            mail("From: jo@x.example\nReply-To: someone@away.example"),
            {"sender": "jo@x.example"},
        ),
    ]
)
def test_only_one_plain_address_counts_as_the_sender(case: Case):
    check(case, {"sender": read(case.raw).sender})
