"""Words that nobody can read here: encrypted, wrapped, or in signs that nobody knows. They are not silence."""

import re
from collections.abc import Iterable

from service.mail.reading.files import LOCKED, STILL_WRAPPED, Attachment

BY_SMIME = "The mail is encrypted or wrapped by S/MIME; open it in the mailbox it was written to."
BY_PGP = "The mail is encrypted by PGP; open it in the mailbox it was written to."
BY_MICROSOFT = "The mail is encrypted by Microsoft; open it in the mailbox it was written to."
UNKNOWN_SIGNS = "The mail is written in a charset that cannot be read here."
KINDS = {
    "application/pkcs7-mime": BY_SMIME,
    "application/x-pkcs7-mime": BY_SMIME,
    "application/pgp-encrypted": BY_PGP,
    "application/x-microsoft-rpmsg-message": BY_MICROSOFT,
}
NAMES = {".p7m": BY_SMIME, ".rpmsg": BY_MICROSOFT}
PGP_MESSAGE = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.M)
WITHOUT_WORDS = (STILL_WRAPPED, LOCKED)
MOST_UNREAD = 0.1  # of the signs of a text


def why(kinds: Iterable[str], text: str, files: Iterable[Attachment], defects: Iterable[str]) -> str:
    """Why nobody can read here what the mail says, as a sentence; empty where it can be read. `kinds` are the content
    types of its parts."""
    names = [file.name.lower() for file in files]
    by_kind = next((KINDS[kind] for kind in kinds if kind in KINDS), "")
    by_name = next((why for ending, why in NAMES.items() for name in names if name.endswith(ending)), "")
    if by_kind or by_name:
        return by_kind or by_name
    if PGP_MESSAGE.search(text):
        return BY_PGP
    if text.count("\ufffd") > MOST_UNREAD * len(text):
        return UNKNOWN_SIGNS
    return "" if text.strip() else next((defect for defect in defects if defect in WITHOUT_WORDS), "")
