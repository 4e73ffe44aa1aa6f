"""What the tests of mail servers share: certificates of our own, and a host that gives tokens."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail import certificates, token_host


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and certificate for this machine that only these tests trust."""
    return certificates.written(tmp_path_factory.mktemp("certificate") / "own.pem")


@pytest.fixture(scope="session")
def shown(certificate: Path) -> ssl.SSLContext:
    """A server's side of TLS with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def token_giver(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[token_host.Host]:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):  # the machine's own would be believed before ours
        monkeypatch.delenv(name, raising=False)
    with token_host.giving(certificate) as host:
        yield host
