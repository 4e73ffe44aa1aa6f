"""The line to a mailbox's server: connected, safe, signed in, or not there at all."""

import re
from contextlib import suppress

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from service.errors import MailboxUnreachable, NoToken
from service.mail.imap.account import Account
from service.mail.trust import trust

BUSY = re.compile(r"\[(?:UNAVAILABLE|LIMIT|INUSE)\]|too many|try again|throttl", re.I)  # RFC 5530 3, and as it is said


def signed_in(account: Account) -> IMAPClient:
    """Raises what `unreachable` puts into words."""
    client = _connected(account)
    try:
        _begin_tls(client, account)
        _sign_in(client, account)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Let the line go without a word; one that is gone already is no fault."""
    with suppress(OSError, IMAPClientError):
        client.shutdown()


def unreachable(account: Account, fault: Exception) -> MailboxUnreachable:
    """What has happened, and what to do: for the log, and for whoever looks after the mailbox."""
    place, words = f"The mailbox {account.address} at {account.host} port {account.port}", _words_of(fault)
    if isinstance(fault, NoToken):
        return MailboxUnreachable(f"The mailbox {account.address} could not be signed in to. {words}")
    if not isinstance(fault, LoginError) or _was_cut(fault):
        return MailboxUnreachable(f"{place} cannot be reached ({words}). Mail waits there; it is tried again.")
    if BUSY.search(words):
        return MailboxUnreachable(f"{place} asks us to come back later ({words}). Mail waits there.")
    remedy = "Check its user name and password."
    if account.tokens:
        remedy = "The token is good: check that the application may use IMAP, and may open this mailbox."
    return MailboxUnreachable(f"The mailbox {account.address} refused the sign-in. {remedy}")


def _connected(account: Account) -> IMAPClient:
    patience = SocketTimeout(account.connects_within, account.answers_within)
    at_once = account.tls and not account.starttls
    context = trust(account.ca_file) if at_once else None
    client = IMAPClient(account.host, account.port, ssl=at_once, ssl_context=context, timeout=patience)
    client.normalise_times = False
    client._imap.debug = 0  # imapclient sets 5, at which every mail is spelled out anew for a log that nobody keeps
    return client


def _begin_tls(client: IMAPClient, account: Account) -> None:
    """Where TLS begins with a command, nothing else is said before it (RFC 8314 3.2); without it, nothing at all."""
    if not (account.tls and account.starttls):
        return
    if not client.has_capability("STARTTLS"):
        raise IMAPClientError("it offers no STARTTLS, so that nothing was said in plain text")
    client.starttls(trust(account.ca_file))


def _sign_in(client: IMAPClient, account: Account) -> None:
    if account.tokens is None:
        client.login(account.user, account.password)
        return
    try:
        client.oauth2_login(account.user, account.tokens.token())
    except LoginError as refusal:
        if _was_cut(refusal) or BUSY.search(str(refusal)):
            raise
        client.oauth2_login(account.user, account.tokens.renewed())


def _words_of(fault: Exception) -> str:
    """What the server said, which imaplib shows as Python writes bytes."""
    return re.sub(r"^b(['\"])(.*)\1$", r"\2", str(fault))


def _was_cut(refusal: LoginError) -> bool:
    """A line that is lost while signing in is told as a refusal too."""
    return isinstance(refusal.__context__, IMAPClientAbortError)
