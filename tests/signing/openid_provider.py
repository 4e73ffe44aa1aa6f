"""A small provider of OpenID Connect, a process of its own on loopback: it signs in whoever asks, and lies when told.

python -m tests.signing.openid_provider prints its port. What is posted to /scenario says who signs in, what its next
tokens are made of, and what is wrong with them.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "parley", "a secret between us"
OWN, FOREIGN = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})
SCENARIO: dict[str, object] = {}
CODES: dict[str, dict[str, str]] = {}


def without_padding(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def token_of(claims: dict[str, object], way: str) -> str:
    if way in ("none", "HS256"):
        head = without_padding(json.dumps({"alg": way, "kid": "1"}).encode())
        body = f"{head}.{without_padding(json.dumps(claims).encode())}"
        with_the_public_key = hmac.digest(OWN.as_pem(private=False), body.encode(), "sha256")
        return f"{body}.{without_padding(with_the_public_key) if way == 'HS256' else ''}"
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, FOREIGN if way == "foreign key" else OWN)


def is_of(asked: dict[str, str], given: dict[str, str]) -> bool:
    """Whether who brings the code is who asked for it (RFC 7636)."""
    digest = without_padding(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
    proves = asked["code_challenge_method"] == "S256" and asked["code_challenge"] == digest
    return proves and asked["redirect_uri"] == given.get("redirect_uri")


class Provider(BaseHTTPRequestHandler):
    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            said = {name: f"{self.issuer}/{place}" for name, place in places.items()}
            self.answer({"issuer": self.issuer, **said, **SCENARIO.get("found", {})})
        elif path == "/keys":
            self.answer(KeySet([OWN]).as_dict(private=False))
        else:
            self.authorize({name: said[0] for name, said in query.items()})

    def authorize(self, asked: dict[str, str]) -> None:
        """Whoever asks has signed in, and is led back at once."""
        code = secrets.token_urlsafe(8)
        CODES[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer, **SCENARIO.get("back", {})}
        self.send_response(303)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/scenario":
            SCENARIO.clear()
            SCENARIO.update(json.loads(body))
            self.answer({})
        else:
            self.token({name: said[0] for name, said in parse_qs(body).items()})

    def token(self, given: dict[str, str]) -> None:
        """For a code that was not used before, by the client that asked for it, who knows the verifier."""
        asked = CODES.pop(given.get("code", ""), None)
        if self.known_as != f"{CLIENT}:{SECRET}":
            self.answer({"error": "invalid_client"}, 401)
        elif asked is None or not is_of(asked, given):
            self.answer({"error": "invalid_grant"}, 400)
        else:
            now = int(SCENARIO.get("now", 0))
            claims = {"iss": self.issuer, "sub": "s1", "aud": CLIENT, "iat": now, "exp": now + 300}
            claims |= {"nonce": asked["nonce"], **SCENARIO.get("claims", {})}
            claims = {name: said for name, said in claims.items() if said is not None}
            token = token_of(claims, str(SCENARIO.get("way", "")))
            self.answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

    @property
    def known_as(self) -> str:
        return unquote(base64.b64decode(self.headers.get("Authorization", "Basic ").removeprefix("Basic ")).decode())

    def answer(self, said: dict[str, object], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *said: object) -> None:
        """Nothing is written down."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
