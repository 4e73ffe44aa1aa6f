"""The second proof: mails signed here, with a key of our own, and checked as any mail is, without a name server."""

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from service.mail.authority import authentication, rule_of
from service.mail.reading.message import read
from service.mail.signature import is_aligned, published

HOST = "mx.parley.example"
DOMAIN = "council.example"
MAIL = (
    b"From: Jo <jo@council.example>\r\nTo: sefton@parley.example\r\nSubject: Re: reply\r\n"
    b"Date: Wed, 25 Nov 2026 10:00:00 +0000\r\nMessage-ID: <a@council.example>\r\n\r\nRESOLVED\r\n\r\nJo\r\n"
)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def lookup(key):
    """What the name servers would say: this one key, at every domain; "silent" ones say nothing."""
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])
    return lambda name, timeout=5: None if b"silent" in name else record


def signed(key, mail: bytes = MAIL, domain: str = DOMAIN, **more) -> bytes:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    return dkim.sign(mail, b"s1", domain.encode(), private, **more) + mail


def test_a_mail_that_its_domain_signed_is_proven(key, lookup):
    assert is_aligned(signed(key), DOMAIN, lookup)
    assert is_aligned(signed(key, canonicalize=(b"relaxed", b"relaxed")), DOMAIN.upper(), lookup)


def test_a_signature_of_the_domain_above_speaks_for_one_below_and_not_the_other_way(key, lookup):
    below = MAIL.replace(b"jo@council.example", b"jo@mail.council.example")
    assert is_aligned(signed(key, below), "mail.council.example", lookup)
    assert not is_aligned(signed(key, domain="mail.council.example"), DOMAIN, lookup)
    assert not is_aligned(signed(key, domain="example"), DOMAIN, lookup)


@pytest.mark.parametrize("domain", ["evil.example", "notcouncil.example", "council.example.evil.example"])
def test_somebody_else_s_signature_proves_nothing(key, lookup, domain):
    assert not is_aligned(signed(key, domain=domain), DOMAIN, lookup)


@pytest.mark.parametrize(
    ("was", "now"),
    [(b"RESOLVED", b"NOT RESOLVED"), (b"Jo <jo@", b"Al <al@"), (b"Subject: Re", b"Subject: Fw"), (b"\nJo", b"\nAl")],
)
def test_a_mail_that_was_changed_is_not_proven(key, lookup, was, now):
    changed = signed(key).replace(was, now)
    assert changed != signed(key) and not is_aligned(changed, DOMAIN, lookup)


def test_a_signature_over_a_part_of_the_text_proves_nothing(key, lookup):
    partly = signed(key, length=True)
    assert b"l=" in partly and not is_aligned(partly, DOMAIN, lookup)
    assert not is_aligned(partly + b"\r\nNOT RESOLVED\r\n", DOMAIN, lookup)


def test_no_signature_no_key_or_no_answer_is_no_proof_and_no_fault(key, lookup):
    assert not is_aligned(MAIL, DOMAIN, lookup)
    assert not is_aligned(signed(key, domain="silent.example"), "silent.example", lookup)
    assert not is_aligned(signed(key), DOMAIN, lambda name, timeout=5: b"v=DKIM1; p=")
    assert not is_aligned(b"DKIM-Signature: \xff\x00 nonsense\r\n" + MAIL, DOMAIN, lookup)
    assert not is_aligned(b"", "", lookup)


def test_the_right_signature_counts_among_others_but_not_behind_too_many(key, lookup):
    wrong = b"DKIM-Signature: v=1; a=rsa-sha256; d=council.example; s=s1; h=from; bh=AAAA; b=AAAA\r\n"
    assert is_aligned(wrong * 3 + signed(key), DOMAIN, lookup)
    assert not is_aligned(wrong * 30 + signed(key), DOMAIN, lookup)


def test_a_name_that_is_none_is_not_asked_about():
    assert published("a..b") is None and published("x" * 300) is None


@pytest.mark.parametrize(
    ("verdict", "is_signed", "expected"),
    [("pass", True, "pass"), ("pass", False, "none"), ("none", True, "none"), ("fail", True, "fail")],
)
def test_it_only_ever_takes_trust_away(key, lookup, verdict, is_signed, expected):
    rule = rule_of("authserv-id", HOST)
    strict = type(rule)(rule.authserv_id, rule.received_above, lambda raw, domain: is_aligned(raw, domain, lookup))
    stamped = f"Authentication-Results: {HOST}; dmarc={verdict} header.from={DOMAIN}\r\n".encode()
    mail = read(stamped + (signed(key) if is_signed else MAIL))
    assert authentication(mail, strict) == expected
    assert authentication(mail, rule) == verdict
