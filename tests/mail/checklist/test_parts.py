"""Cases 13 to 24 of the checklist: parts and files."""

from base64 import b64encode

from service.mail.describe import describe
from service.mail.kinds.kind import Kind
from service.mail.reading.message import read
from tests.mail.checklist.bytes import HEAD, REPLY, Case, check, file, mail, multipart, reply, table, text
from tests.mail.checklist.tnef import winmail

WORDS = "Not resolved."
SAID = {"kind": Kind.REPLY, "reply_text": WORDS}
MIXED = 'Content-Type: multipart/mixed; boundary="b"\n'
ENCLOSED = "From: a@x.example\nSubject: Resolved\n\nRESOLVED"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Not resolved.</p>"
UU = "Not resolved.\nbegin 644 plan.txt\n#0V%T\n`\nend\n"
CUT = winmail(WORDS, {"plan.pdf": b"%PDF-1.4 " * 40})[:-100]
TNEF = "application/ms-tnef"

CASES = [
    Case(
        13,
        "no boundary named",
        reply(f"--b\n{text(WORDS)}\n--b--", "Content-Type: multipart/mixed\n"),
        {"body_text": (WORDS,)},
    ),
    Case(
        13,
        "a boundary cut off",
        reply(f"--b\n{text(WORDS)}\n--b--", 'Content-Type: multipart/mixed; boundary="b\n'),
        {"body_text": (WORDS,)},
    ),
    Case(13, "the first boundary missing", reply(f"{WORDS}\n", MIXED), {"body_text": (WORDS,)}),
    Case(13, "the last boundary missing", reply(f"--b\n{text(WORDS)}", MIXED), SAID),
    Case(
        14,
        "an inner part shares the boundary",
        multipart(f"{MIXED}\n--b\n{text(WORDS)}\n--b--"),
        {"body_text": (WORDS,)},
    ),
    Case(
        14,
        "an inner boundary begins like the outer one",
        multipart('Content-Type: multipart/mixed; boundary="bb"\n\n--bb\n' + text(WORDS) + "\n--bb--"),
        SAID,
    ),
    Case(14, "two boundaries in a row", reply(f"--b\n--b\n{text(WORDS)}\n--b--", MIXED), {"body_text": (WORDS,)}),
    Case(14, "a boundary on what has no parts", reply(WORDS, "Content-Type: text/plain; boundary=b\n"), SAID),
    Case(
        14,
        "a boundary folded, with spaces",
        reply(f"--b c\n{text(WORDS)}\n--b c--", 'Content-Type: multipart/mixed;\n boundary="b c"\n'),
        SAID,
    ),
    Case(15, "a type without a subtype", reply(WORDS, "Content-Type: text\n"), SAID),
    Case(
        15,
        "header and body of a part not separated",
        multipart(f"Content-Type: text/plain\n{WORDS}"),
        {"body_text": (WORDS,)},
    ),
    Case(
        16,
        "a mail attached in base64",
        multipart(
            text(WORDS),
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
            + b64encode(ENCLOSED.encode()).decode(),
        ),
        SAID,
    ),
    Case(
        16,
        "a mail that is a mail",
        reply(ENCLOSED, "Content-Type: message/rfc822\n"),
        {"reply_text": "", "attachments": ["attachment-1.eml"]},
    ),
    Case(
        16,
        "a digest",
        multipart(f"\n{ENCLOSED}", f"\n{ENCLOSED}", kind="digest"),
        {"reply_text": "", "attachments": ["attachment-1.eml", "attachment-2.eml"]},
    ),
    Case(
        17,
        "words before and behind the parts",
        reply(f"This is a MIME mail.\n--b\n{text(WORDS)}\n--b--\nEpilogue", MIXED),
        SAID,
    ),
    Case(
        18,
        "a text as a file before the words",
        multipart(
            "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nRESOLVED",
            text(WORDS),
        ),
        {**SAID, "attachments": ["a.txt"]},
    ),
    Case(
        19,
        "only a file",
        multipart(file("plan.pdf")),
        {"reply_text": "", "attachments": ["plan.pdf"], "act": "unclear"},
    ),
    Case(
        20,
        "a file inside the HTML alternative",
        multipart(
            text(WORDS),
            'Content-Type: multipart/mixed; boundary="c"\n\n--c\n' + HTML + "\n--c\n" + file("plan.pdf") + "\n--c--",
            kind="alternative",
        ),
        {**SAID, "attachments": ["plan.pdf"]},
    ),
    Case(
        20,
        "words behind the file",
        multipart(text(WORDS), file("plan.pdf"), text("We met.")),
        {"attachments": ["plan.pdf"], "body_text": (WORDS, "We met.")},
    ),
    *(
        Case(
            20,
            f"a file whose name is not indented, {end!r}",
            multipart(text(WORDS), file("plan.pdf").replace("; ", f";{end}")),
            {**SAID, "attachments": ["plan.pdf"], "defects": []},
        )
        for end in ("\n", " \n")
    ),
    Case(21, "an empty plain alternative", multipart(text(" "), HTML, kind="alternative"), SAID),
    Case(
        21,
        "a plain alternative that sends to the HTML",
        multipart(text("This message needs an HTML viewer."), HTML, kind="alternative"),
        SAID,
    ),
    Case(22, "uuencoded", reply(UU), {**SAID, "attachments": ["plan.txt"]}),
    Case(22, "uuencoded without an end", reply(UU.replace("`\nend\n", "")), {**SAID, "attachments": ["plan.txt"]}),
    Case(
        22,
        "a line that only begins alike",
        reply("We\nbegin 644 things\nand stop."),
        {"reply_text": "We\nbegin 644 things\nand stop."},
    ),
    Case(
        22,
        "winmail.dat with a file",
        multipart(text(WORDS), file("winmail.dat", winmail("", {"plan.pdf": b"%PDF"}), TNEF)),
        {**SAID, "attachments": ["plan.pdf"], "defects": []},
    ),
    Case(
        22,
        "winmail.dat with the only words",
        multipart(file("winmail.dat", winmail(WORDS), TNEF)),
        {**SAID, "attachments": []},
    ),
    Case(
        22,
        "winmail.dat by another type",
        multipart(file("winmail.dat", winmail(WORDS), "application/octet-stream")),
        SAID,
    ),
    Case(
        22,
        "winmail.dat that is empty",
        multipart(text(WORDS), file("winmail.dat", winmail(), TNEF)),
        {**SAID, "attachments": ["winmail.dat"]},
    ),
    Case(
        22,
        "winmail.dat cut off",
        multipart(text(WORDS), file("winmail.dat", CUT, TNEF)),
        {**SAID, "attachments": ("winmail.dat",)},
    ),
    *(
        Case(23, f"transfer encoding {named!r}", reply(WORDS, f"Content-Transfer-Encoding: {named}\n"), SAID)
        for named in ("", "x-unknown", "7-bit", "8bit;", "8Bit (yes)")
    ),
    Case(
        23,
        "plain text that calls itself base64",
        reply("Not resolved.", "Content-Transfer-Encoding: base64\n"),
        {"kind": Kind.REPLY},
    ),
    Case(
        24,
        "signed, with folded parameters",
        multipart(
            text(WORDS),
            file("smime.p7s", b"0\x80", "application/pkcs7-signature"),
            kind='signed; protocol*0="application/pkcs7"; protocol*1="-signature"; micalg=sha-256',
        ),
        {**SAID, "attachments": ["smime.p7s"]},
    ),
]
SEALED = [
    Case(
        24,
        "S/MIME",
        mail(f"{HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m", b"0\x80"),
        {"unreadable": ("S/MIME",), "files": 1},
    ),
    Case(
        24,
        "S/MIME beside a gateway's footer",
        multipart(file("smime.p7m", b"0\x80", "application/x-pkcs7-mime"), text("Scanned.")),
        {"unreadable": ("S/MIME",), "files": 1},
    ),
    Case(
        24,
        "S/MIME by its name alone",
        multipart(file("smime.p7m", b"0\x80", "application/octet-stream")),
        {"unreadable": ("S/MIME",), "files": 1},
    ),
    Case(
        24,
        "PGP",
        multipart(
            "Content-Type: application/pgp-encrypted\n\nVersion: 1", file("encrypted.asc", b"x"), kind="encrypted"
        ),
        {"unreadable": ("PGP",), "files": 2},
    ),
    Case(
        24,
        "PGP in the text",
        reply("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
        {"unreadable": ("PGP",), "files": 0},
    ),
    Case(
        24,
        "Microsoft's encryption",
        multipart(text("Sign in to read."), file("message_v2.rpmsg", b"x")),
        {"unreadable": ("Microsoft",), "files": 1},
    ),
    Case(
        22,
        "winmail.dat that is broken",
        multipart(file("winmail.dat", winmail(WORDS)[:20], TNEF)),
        {"unreadable": ("winmail.dat",), "files": 1},
    ),
    Case(
        24,
        "a locked archive alone",
        multipart(file("form.zip", b"PK\x03\x04\x14\x00\x01\x00" + bytes(30))),
        {"unreadable": ("password",), "files": 1},
    ),
    Case(
        25,
        "a charset nobody knows",
        mail(f"{REPLY}Content-Type: text/plain; charset=x-nobody", b"\x81\x82\x83\x84"),
        {"unreadable": ("charset",), "files": 0},
    ),
]


@table(CASES)
def test_whose_words_and_which_files_a_mail_holds_is_told(case: Case):
    check(case, describe(case.raw))
    assert not read(case.raw).unreadable


@table(SEALED)
def test_what_nobody_can_read_here_says_so_and_keeps_its_files(case: Case):
    found = read(case.raw)
    check(case, {"unreadable": found.unreadable, "files": len(found.attachments)})
    assert found.unreadable in found.defects and found.raw == case.raw
