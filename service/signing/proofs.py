"""What proves who somebody is: a password, a code of an authenticator app (RFC 6238), a recovery code."""

import re
import secrets
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
NOBODYS = HASHER.hash("of no account")  # what an unknown address is checked against, so that it takes as long
SHORTEST, LONGEST = 12, 128  # characters of a password
HALF_MINUTE = 30
SLACK = (0, -1, 1)  # half minutes that an app's clock may be off
RECOVERY_CODES = 10
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that reads like something else


def is_strong(password: str, address: str) -> bool:
    """Long enough, more than a few signs over and over, and without their name. Length is what counts (NCSC)."""
    name = address.partition("@")[0].casefold()
    return SHORTEST <= len(password) <= LONGEST and len(set(password)) > 3 and name not in password.casefold()


def hashed(password: str) -> str:
    return HASHER.hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether that is the password; for no account (an empty `kept`), no, after the same work."""
    try:
        return HASHER.verify(kept or NOBODYS, password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def new_key() -> str:
    """A key for an authenticator app, in base 32."""
    return pyotp.random_base32()


def key_address(key: str, email: str, service_name: str) -> str:
    """The same as an otpauth address, as a QR code carries it."""
    return pyotp.TOTP(key).provisioning_uri(name=email, issuer_name=service_name)


def code_at(key: str, at: datetime) -> str:
    """The six digits that the app shows then."""
    return pyotp.TOTP(key, interval=HALF_MINUTE).at(at)


def half_minute(at: datetime) -> int:
    return int(at.timestamp()) // HALF_MINUTE


def step_of(key: str, code: str, at: datetime) -> int | None:
    """The half minute that a code of the app is of; None where it is none of about now."""
    digits, now = re.sub(r"[\s‐–—-]", "", code), half_minute(at)
    app = pyotp.TOTP(key, interval=HALF_MINUTE)
    near = (now + off for off in SLACK)
    return next((step for step in near if secrets.compare_digest(app.generate_otp(step), _ascii(digits))), None)


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of ten symbols, as in 7KQ2M-3XW9T."""
    drawn = ("".join(secrets.choice(SYMBOLS) for _ in range(10)) for _ in range(RECOVERY_CODES))
    return tuple(f"{code[:5]}-{code[5:]}" for code in drawn)


def plain(recovery_code: str) -> str:
    """A recovery code as it is kept, however it was typed."""
    return "".join(sign for sign in recovery_code.upper() if sign in SYMBOLS)


def _ascii(text: str) -> str:
    return text if text.isascii() else ""
