"""A host that gives tokens as Microsoft's does, over HTTPS on loopback."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

TENANT, CLIENT, SECRET = "tenant-of-a-test", "application-of-a-test", "a secret of a test"


@dataclass
class Host:
    """`given` are the tokens so far, each good for `lives` seconds; `refuses` is an error in place of one."""

    name: str
    lives: int = 3600
    refuses: dict[str, object] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@contextmanager
def giving(certificate: Path) -> Iterator[Host]:
    """A running Host whose certificate for localhost is in this file; `name` is its name and port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    host = Host("")

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = f"https://{host.name}/{TENANT}"
            self.say(200 if TENANT in self.path else 400, {
                "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            })  # fmt: skip

        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            host.asked.append(asked)
            if host.refuses:
                return self.say(401, host.refuses)
            host.given.append(f"token-{len(host.given) + 1}")
            return self.say(200, {"access_token": host.given[-1], "token_type": "Bearer", "expires_in": host.lives})

        def say(self, status: int, facts: dict[str, object]) -> None:
            words = json.dumps(facts).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    host.name = f"localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
