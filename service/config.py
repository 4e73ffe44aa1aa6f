"""Every setting, read from the environment once and checked, each with its sentence.

A setting is a variable PARLEY_ and the field's name in capitals. `parley settings` prints them all.
"""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FilePath,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import ConfigError

SignIn = Literal["password", "microsoft"]
ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,251}[A-Za-z0-9]"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Mailbox(BaseModel):
    """One monitored mailbox: its address, and the account that reads it.

    What is None is as the settings PARLEY_IMAP_... say for all mailboxes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    partnership: str
    address: str
    user: str
    password: SecretStr = SecretStr("")
    host: str | None = None
    port: int | None = None
    tls: bool | None = None
    starttls: bool | None = None
    filed: str | None = None
    sign_in: SignIn | None = None


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
            '"password": "..."}]. Each may have a "host", "port", "tls", "starttls", "filed" and "sign_in" of its own, '
            "in place of the PARLEY_IMAP settings."
        ),
    )
    imap_host: str = Field("127.0.0.1", description="The IMAP server of the mailboxes.")
    imap_port: int = Field(993, description="Its port.")
    imap_tls: bool = Field(
        True,
        description="Whether IMAP is spoken over TLS; only a server on loopback may do without.",
    )
    imap_starttls: bool = Field(
        False,
        description="Whether TLS begins with STARTTLS, as on port 143; a server that does not offer it is refused.",
    )
    imap_sign_in: SignIn = Field(
        "password",
        description="How the mailboxes are signed in to: by password, or by a token of Microsoft 365 (microsoft).",
    )
    imap_filed: str = Field(
        "Filed",
        description=(
            "The folder that a mail is moved to once it is safe in the database; / parts its levels, whatever sign the "
            "server uses."
        ),
    )
    imap_large: str = Field(
        "Large",
        description="The folder for mails above 50 MB: they are not taken in, a person is told, and they wait there.",
    )
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
    smtp_sign_in: SignIn = Field(
        "password", description="How the account that sends signs in: by password, or by a token of Microsoft 365."
    )
    smtp_timeout: float = Field(
        30, gt=0,
        description="Seconds that one SMTP command may take; the final dot has four times as long.",
    )

    ca_file: FilePath | None = Field(
        None,
        description="A file of certificates to trust for mail in place of the system's, where you sign your own.",
    )
    microsoft_tenant: str = Field("", description="The id of your Microsoft 365 tenant.")
    microsoft_client: str = Field("", description="The id of the application there that may use the mailboxes.")
    microsoft_secret: SecretStr = Field(SecretStr(""), description="The value of its client secret.")
    microsoft_secret_expires: date | None = Field(
        None,
        description="The day on which that secret ends, as 2027-03-31; from 30 days before, people are told of it.",
    )
    microsoft_host: str = Field(
        "", description="The host that gives the tokens; empty is Microsoft's own, for any cloud but a national one."
    )

    oidc_issuer: str = Field(
        "", pattern=r"^(https?://[^\s?#]+)?$",
        description=(
            "The OpenID Connect provider that people may sign in to the desk with, beside password and code: its "
            "issuer, as https://login.example; off where it is empty. Register PARLEY_BASE_URL/desk/signed-in there."
        ),
    )  # fmt: skip
    oidc_client: str = Field("", description="The id of this service as a client of that provider.")
    oidc_secret: SecretStr = Field(SecretStr(""), description="Its client secret.")
    oidc_name: str = Field(
        "your organisation’s account", description='What the button calls it: "Sign in with ...".'
    )
    oidc_demands: tuple[str, ...] = Field(
        (),
        description=(
            "What the provider must say of how somebody signed in, as a JSON list: one of these in its amr, or as its "
            'acr, as ["mfa"]. Empty: the second factor is left to the provider.'
        ),
    )

    operator: str = Field(
        "", pattern=f"^({ADDRESS})?$",
        description="The mail address of whoever runs this deployment; told of the mailboxes' troubles as well.",
    )  # fmt: skip
    canary_at: time | None = Field(
        time(6, 30),
        description=(
            "The time of day, in the United Kingdom, from which two mails to ourselves prove each mailbox, one of them "
            "forged; none where it is empty."
        ),
    )
    canary_within: float = Field(
        900, gt=0, description="Seconds until such a mail must have come round; then people are told."
    )
    canary_from: str = Field(
        "canary@forged.example", pattern=f"^{ADDRESS}$",
        description=(
            "Whom the forged mail claims to come from. An address at an agency's own domain proves most; it is written "
            "to nobody but ourselves."
        ),
    )
    canary_host: str = Field(
        "",
        description=(
            "The server that takes mail for your mailboxes from outside (their MX); the forged mail is handed to it "
            "without signing in. Empty: it leaves as all mail does."
        ),
    )
    canary_port: int = Field(25, description="Its port.")

    clamd: str = Field(
        "",
        pattern=r"^(/.+|.+:\d+)?$",
        description=(
            "The clamd that scans what mails bring: its socket's path, or HOST:PORT; empty where nothing is scanned."
        ),
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
    forms_an_hour: int = Field(
        60, gt=0,
        description=(
            "Forms of one partnership within an hour; each one more is kept, and a coordinator looks at it before"
            " anyone else is told."
        ),
    )
    sweep: float = Field(30, gt=0, description="Seconds between the clock's looks for due reminders and unsent mail.")
    demo: bool = Field(False, description="Whether the post room and the turning clock exist. Never in a deployment.")

    @field_validator("canary_at", "microsoft_secret_expires", "ca_file", mode="before")
    @classmethod
    def _empty_is_none(cls, given: object) -> object:
        return None if given == "" else given

    @model_validator(mode="after")
    def _plain_text_only_on_loopback(self) -> Self:
        for setting, host, tls in self._lines():
            if not tls and host not in LOOPBACK:
                raise ValueError(f"{setting} may be off only for a server on this machine; {host} is not.")
        return self

    @model_validator(mode="after")
    def _who_signs_in_by_token_can_ask_for_one(self) -> Self:
        ways = {self.smtp_sign_in, self.imap_sign_in, *(box.sign_in for box in self.mailboxes)}
        if "microsoft" in ways and not (self.microsoft_tenant and self.microsoft_client and self.microsoft_secret):
            names = "PARLEY_MICROSOFT_TENANT, PARLEY_MICROSOFT_CLIENT and PARLEY_MICROSOFT_SECRET"
            raise ValueError(f"To sign in by a token of Microsoft 365, set {names}.")
        return self

    @model_validator(mode="after")
    def _a_provider_knows_us(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client and self.oidc_secret.get_secret_value()):
            raise ValueError("To sign in by OpenID Connect, set PARLEY_OIDC_CLIENT and PARLEY_OIDC_SECRET.")
        if self.oidc_issuer.startswith("http:") and urlsplit(self.oidc_issuer).hostname not in LOOPBACK:
            raise ValueError("PARLEY_OIDC_ISSUER must begin with https; only one on this machine may do without.")
        return self

    def _lines(self) -> Iterator[tuple[str, str, bool]]:
        """Each server that mail comes from or goes to, with the setting that says whether TLS is spoken there."""
        yield "PARLEY_SMTP_TLS", self.smtp_host, self.smtp_tls
        yield "PARLEY_IMAP_TLS", self.imap_host, self.imap_tls
        for box in self.mailboxes:
            tls = self.imap_tls if box.tls is None else box.tls
            yield f"The tls of {box.address} in PARLEY_MAILBOXES", box.host or self.imap_host, tls


def read() -> Config:
    """The settings in the environment. Raises ConfigError naming every setting that is wrong, and never its value."""
    try:
        return Config()
    except ValidationError as fault:
        lines = [f"PARLEY_{'_'.join(map(str, wrong['loc'])).upper()}: {wrong['msg']}" for wrong in fault.errors()]
        says = "These settings cannot be used. Correct them and start again."
        raise ConfigError("\n".join([says, *lines])) from None
