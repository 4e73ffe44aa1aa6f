"""A reply that was clear-signed by PGP is read without its armour, and kept with it."""

from hypothesis import given
from hypothesis import strategies as st

from service.mail.describe import describe
from service.mail.reading.clearsigned import without_armour
from service.mail.reading.message import read

SIGNATURE = (
    "-----BEGIN PGP SIGNATURE-----\r\n\r\niQEzBAEBCAAdFiEE5m0Vd3Yx\r\n=njUN\r\n-----END PGP SIGNATURE-----\r\n"
)
ARMOURED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\nHash: SHA512\r\n\r\n"
    "NOT RESOLVED\r\n- - They will not visit.\r\n- -- \r\nAvery Curlew\r\n" + SIGNATURE
)


def mail(text: str) -> bytes:
    head = "From: avery.curlew@x.example\r\nSubject: Re: it\r\nIn-Reply-To: <a@b.example>\r\n"
    return f"{head}\r\n{text}".encode()


def test_the_words_are_read_without_the_armour_and_without_the_dashes_that_escape_them() -> None:
    found = describe(mail(ARMOURED))
    assert found["act"] == "not_resolved"
    assert found["body_text"].rstrip() == "NOT RESOLVED\n- They will not visit.\n-- \nAvery Curlew"
    assert found["reply_text"].strip() == "NOT RESOLVED\n- They will not visit."


def test_what_stands_around_it_stays_and_the_record_stays_whole() -> None:
    raw = mail(f"Good morning.\r\n{ARMOURED}From the gateway.\r\n{ARMOURED}")
    text = read(raw).text
    assert text.startswith("Good morning.\nNOT RESOLVED\n") and "\nFrom the gateway.\nNOT RESOLVED\n" in text
    assert "PGP" not in text and read(raw).raw == raw


def test_what_was_quoted_signed_stays_quoted() -> None:
    quoted = "".join(f"> {line}\n" for line in ARMOURED.splitlines())
    assert without_armour(f"SEEN\n\n{quoted}") == f"SEEN\n\n{quoted}"


def test_armour_that_is_not_whole_is_text_like_any_other() -> None:
    whole = ARMOURED.replace("\r\n", "\n")
    for damaged in (
        whole.replace("-----END PGP SIGNATURE-----", ""),
        whole.replace("-----BEGIN PGP SIGNATURE-----", ""),
        whole.replace("Hash: SHA512", "Charset: you choose"),
        whole.replace("SHA512\n\n", "SHA512\n"),
    ):
        assert without_armour(damaged) == damaged
    assert without_armour("-----BEGIN PGP SIGNED MESSAGE-----\n" + whole).count("BEGIN PGP") == 1


@given(st.lists(st.sampled_from([*ARMOURED.split("\r\n"), "- - a", "> b", " "]), max_size=30))
def test_no_order_of_such_lines_loses_one_that_is_no_armour(lines: list[str]) -> None:
    read_so = without_armour("\n".join(lines))
    kept = sum("Avery Curlew" in line for line in lines) if "-----BEGIN PGP SIGNATURE-----" not in lines else None
    assert kept is None or read_so.count("Avery Curlew") == kept
