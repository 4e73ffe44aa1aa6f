"""A second proof of who sent a mail: its own signature (DKIM, RFC 6376), checked over the bytes that we keep.

A deployment asks for it (PARLEY_DKIM_CHECK). Then the receiving host's pass is not enough: a signature must verify too,
over all of the text, by the domain of From or one that it is part of (RFC 7489, 3.1.1, without the guesswork about
which names are for sale). It only ever takes trust away. Where nothing is signed, where the host has changed the mail
on its way, or the name servers do not answer in time, there is no second proof, and the person is asked by their link.
"""

import logging
from collections.abc import Callable, Iterator
from functools import cache

import dkim
import dns.exception
import dns.resolver

SECONDS = 5.0
MOST = 5  # signatures that are looked at: each costs a question to the name servers
LOGGER = logging.getLogger("service.mail.signature")
LOGGER.setLevel(logging.CRITICAL)  # dkimpy logs headers, and they name people

Lookup = Callable[..., bytes | None]


def is_aligned(raw: bytes, domain: str, lookup: Lookup | None = None) -> bool:
    """Whether a signature in `raw` verifies and speaks for `domain`. `lookup` gives the TXT record of a name; without
    one the name servers of this machine are asked, for five seconds at most. Never raises."""
    return bool(domain) and any(_speaks_for(signer, domain.lower()) for signer in _signers(raw, lookup or published))


def _signers(raw: bytes, lookup: Lookup) -> Iterator[str]:
    """The domain of each signature that verifies over the whole text."""
    for at in range(MOST):
        try:
            signature = dkim.DKIM(raw, logger=LOGGER, timeout=SECONDS)
            verified = signature.verify(idx=at, dnsfunc=lookup)
        except Exception:  # parsers of hostile bytes raise anything at all
            continue
        if verified and b"l" not in signature.signature_fields:
            yield signature.signature_fields[b"d"].decode("ascii", "replace").lower().rstrip(".")


def _speaks_for(signer: str, domain: str) -> bool:
    return domain == signer or ("." in signer and domain.endswith(f".{signer}"))


def published(name: bytes | str, timeout: float = SECONDS) -> bytes | None:
    """The TXT record of a name; None where there is none, or no answer in time."""
    asked = name.decode("ascii", "replace") if isinstance(name, bytes) else name
    try:
        found = _resolver().resolve(asked, "TXT", lifetime=min(timeout, SECONDS))
    except (dns.exception.DNSException, OSError, ValueError):
        return None
    return next((b"".join(record.strings) for record in found), None)


@cache
def _resolver() -> dns.resolver.Resolver:
    """The name servers of this machine; what they said is kept for as long as they said."""
    resolver = dns.resolver.Resolver()
    resolver.cache = dns.resolver.LRUCache()
    return resolver
