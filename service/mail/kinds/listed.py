"""Mails that came by a list, or that the receiving host took for spam: no machine's answer, and no plain person's mail.

Such a mail may still be somebody's concern, sent through a shared mailbox or misjudged by a filter: it is held for a
person and not answered (RFC 2919, RFC 2369; the headers of SpamAssassin, Amazon SES and Microsoft).
"""

import re
from collections.abc import Callable

from service.mail.reading.message import InboundMail


def _says(name: str, pattern: str) -> Callable[[InboundMail], bool]:
    said = re.compile(pattern, re.I)
    return lambda mail: any(said.match(value.strip()) for value in mail.get_all(name))


def _has(*names: str) -> Callable[[InboundMail], bool]:
    return lambda mail: any(mail.get_all(name) for name in names)


LIST = (
    _has("List-Id", "List-Post", "X-Mailing-List", "X-Mailman-Version", "X-BeenThere"),
    _has("List-Unsubscribe", "X-Campaign", "X-CampaignId"),
    _says("Precedence", r"list\b"),
)
SPAM = (
    _says("X-Spam-Flag", r"yes\b|true\b"),
    _says("X-Spam-Status", r"yes\b"),
    _says("X-SES-Spam-Verdict", r"fail\b"),
    _says("X-SES-Virus-Verdict", r"fail\b"),
    _says("X-Spam", r"(?:yes|true|spam)\b"),
    _says("X-Forefront-Antispam-Report", r".*\bSFV:SPM\b"),
    _says("X-MS-Exchange-Organization-SCL", r"[5-9]\b"),
)
UNPROVEN = re.compile(r"\bdmarc\s*=\s*fail\b", re.I)


def came_by_a_list(mail: InboundMail) -> bool:
    return any(sign(mail) for sign in LIST)


def taken_for_spam(mail: InboundMail) -> bool:
    return any(sign(mail) for sign in SPAM)


def failed_its_proof(mail: InboundMail) -> bool:
    """Whether any host says that the mail does not come from the domain it shows; whose word counts is authority's."""
    return any(UNPROVEN.search(value) for value in mail.get_all("Authentication-Results"))
