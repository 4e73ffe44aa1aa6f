"""Every setting, read from the environment once and checked, each with its sentence.

A setting is a variable PARLEY_ and the field's name in capitals. `parley settings` prints them all.
"""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import ConfigError


class Mailbox(BaseSettings):
    """One monitored mailbox: its address, and the account that reads it."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    partnership: str
    address: str
    user: str
    password: SecretStr


class Config(BaseSettings):
    """The settings of one deployment; a frozen value."""

    model_config = SettingsConfigDict(env_prefix="PARLEY_", frozen=True, extra="forbid", hide_input_in_errors=True)

    environment: str = Field(
        "production",
        description=(
            "Name of this deployment; kept in the database and compared at start, so that a test system never "
            "works on the live data."
        ),
    )
    database_url: str = Field(
        "sqlite:///var/parley.db",
        description="The database: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
    )
    redis_url: str = Field(
        "redis://127.0.0.1:6379/0",
        description="The Redis or Valkey that wakes the worker. It holds no work: emptying it costs seconds.",
    )
    key_file: Path = Field(
        Path("var/keys.json"),
        description=(
            "The file of keys that seal what is stored (parley keys makes one). Losing it loses everything: keep "
            "two copies elsewhere."
        ),
    )
    partnerships_file: Path = Field(
        Path("partnerships.toml"),
        description="The partnerships served here: names, telephone numbers, areas, procedure and colour.",
    )
    base_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address that people reach the pages at; every link in a mail begins with it.",
    )
    web_host: str = Field(
        "127.0.0.1",
        description="The interface that the web process listens on; leave it on loopback behind a proxy.",
    )
    web_port: int = Field(8000, description="The port that the web process listens on.")
    web_secret: SecretStr = Field(
        SecretStr(""),
        description="At least 32 random characters that sign the forms' one-time marks.",
    )

    mailboxes: tuple[Mailbox, ...] = Field(
        (),
        description=(
            'The monitored mailboxes, as JSON: [{"partnership": "sefton", "address": "...", "user": "...", '
            '"password": "..."}].'
        ),
    )
    imap_host: str = Field("127.0.0.1", description="The IMAP server of the mailboxes.")
    imap_port: int = Field(993, description="Its port.")
    imap_tls: bool = Field(
        True,
        description="Whether IMAP is spoken over TLS; only a server on loopback may do without.",
    )
    imap_filed: str = Field("Filed", description="The folder that a mail is moved to once it is safe in the database.")
    imap_poll: float = Field(60, gt=0, description="Seconds between looks into a mailbox, whatever IDLE says.")
    mail_provider: Literal["embedded", "authserv-id", "microsoft"] = Field(
        "authserv-id",
        description=(
            "How the receiving host writes Authentication-Results: under its own name (authserv-id), or as "
            "Microsoft 365 does."
        ),
    )
    authserv_id: str = Field(
        "",
        description="The name that the receiving host signs Authentication-Results with; empty where it signs none.",
    )
    dkim_check: bool = Field(
        False,
        description=(
            "Whether a reply acts only where its DKIM signature, checked by us, stands behind the host's verdict too. "
            "Not for a host that changes mails on their way in: then every answer needs its signed link."
        ),
    )

    smtp_host: str = Field("127.0.0.1", description="The SMTP server that mail leaves through.")
    smtp_port: int = Field(587, description="Its port.")
    smtp_tls: bool = Field(True, description="Whether STARTTLS is used; only a server on loopback may do without.")
    smtp_user: str = Field("", description="The account that sends; empty where the server asks for none.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Its password.")
    smtp_timeout: float = Field(
        30, gt=0,
        description="Seconds that one SMTP command may take; the final dot has four times as long.",
    )

    lease: float = Field(
        300, gt=0,
        description=(
            "Seconds that a worker may take over one mail before another tries it; longer than the SMTP time-outs"
            " together."
        ),
    )
    repeats: tuple[float, ...] = Field(
        (120, 600, 1800), min_length=1,
        description="Seconds before each repeat of a mail whose fate is unknown, as a JSON list; then people are told.",
    )
    read_within: float = Field(
        900, gt=0,
        description="Seconds within which a kept mail should be read; coordinators are told of one that lies longer.",
    )
    answers_per_case: int = Field(
        10, gt=0,
        description="Automatic answers to one person about one case within an hour; then one of us answers a robot.",
    )
    answers_a_day: int = Field(20, gt=0, description="Automatic answers to one address within a day, of all cases.")
    answers_in_all: int = Field(
        200, gt=0,
        description="Automatic answers within an hour, of all cases together; and as many of mail without a case.",
    )
    sweep: float = Field(30, gt=0, description="Seconds between the clock's looks for due reminders and unsent mail.")
    demo: bool = Field(False, description="Whether the post room and the turning clock exist. Never in a deployment.")

    @model_validator(mode="after")
    def _plain_text_only_on_loopback(self) -> Self:
        for name, host, tls in (("imap", self.imap_host, self.imap_tls), ("smtp", self.smtp_host, self.smtp_tls)):
            if not tls and host not in ("127.0.0.1", "::1", "localhost"):
                setting = f"PARLEY_{name.upper()}_TLS"
                raise ValueError(f"{setting} may be off only for a server on this machine; {host} is not.")
        return self


def read() -> Config:
    """The settings in the environment. Raises ConfigError naming every setting that is wrong, and never its value."""
    try:
        return Config()
    except ValidationError as fault:
        lines = [f"PARLEY_{'_'.join(map(str, wrong['loc'])).upper()}: {wrong['msg']}" for wrong in fault.errors()]
        says = "These settings cannot be used. Correct them and start again."
        raise ConfigError("\n".join([says, *lines])) from None
