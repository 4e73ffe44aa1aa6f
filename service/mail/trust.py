"""Which servers are believed to be who they say: TLS that checks the certificate and the name, and never falls back."""

import ssl
from pathlib import Path


def trust(ca_file: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 at least (RFC 8996), vouched for by the system's authorities, or by those in `ca_file` alone."""
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
