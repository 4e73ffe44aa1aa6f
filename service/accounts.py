"""The settings' accounts: where each mailbox is read, where mail leaves, and how long we may sign in to them."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from service.config import Config, Mailbox, SignIn
from service.mail.imap.account import Account
from service.mail.sending.smtp import Relay
from service.mail.tokens import Microsoft, Tokens


def account_of(config: Config, box: Mailbox) -> Account:
    """The mailbox's own words, and those for all mailboxes where it has none."""
    return Account(
        address=box.address,
        host=box.host or config.imap_host,
        port=box.port or config.imap_port,
        user=box.user,
        password=box.password.get_secret_value(),
        tokens=_tokens_for(config, box.sign_in or config.imap_sign_in),
        tls=config.imap_tls if box.tls is None else box.tls,
        starttls=config.imap_starttls if box.starttls is None else box.starttls,
        ca_file=config.ca_file,
        filed=box.filed or config.imap_filed,
        large=config.imap_large,
    )


def relay_of(config: Config) -> Relay:
    return Relay(
        host=config.smtp_host,
        port=config.smtp_port,
        tls=config.smtp_tls,
        user=config.smtp_user,
        password=config.smtp_password.get_secret_value(),
        tokens=_tokens_for(config, config.smtp_sign_in),
        ca_file=config.ca_file,
        timeout=config.smtp_timeout,
    )


def outside_of(config: Config) -> Relay:
    """The way that a forged mail takes: to the door at which the mailboxes' host takes mail from anybody."""
    if not config.canary_host:
        return relay_of(config)
    return Relay(config.canary_host, config.canary_port, tls=False, timeout=config.smtp_timeout)


def uses_tokens(config: Config) -> bool:
    ways = (config.smtp_sign_in, config.imap_sign_in, *(box.sign_in for box in config.mailboxes))
    return "microsoft" in ways


def days_left(config: Config, today: date) -> int | None:
    """How long the secret still gives tokens; None where there is none, or nobody has said when it ends."""
    ends = config.microsoft_secret_expires
    return (ends - today).days if ends and uses_tokens(config) else None


def _tokens_for(config: Config, sign_in: SignIn) -> Tokens | None:
    if sign_in == "password":
        return None
    secret = config.microsoft_secret.get_secret_value()
    return _microsoft(config.microsoft_tenant, config.microsoft_client, secret, config.microsoft_host, config.ca_file)


@lru_cache
def _microsoft(tenant: str, client: str, secret: str, host: str, ca_file: Path | None) -> Tokens:
    """One for all mailboxes, so that they share its tokens."""
    return Microsoft(tenant, client, secret, host, ca_file)
