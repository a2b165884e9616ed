"""The settings, read once into one frozen struct.

Each setting comes from the environment (`GATEWAY_PORT`) or from the TOML file that
`GATEWAY_CONFIG` names (`port`); the environment wins. What a council decides differently belongs in
its profile, not here.
"""

import difflib
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct, inspect

from gateway.errors import SettingsError, SetupError

PREFIX: Final = "GATEWAY_"
CONFIG: Final = "GATEWAY_CONFIG"
DATABASE_FILE: Final = "gateway.sqlite"
"""What the database's file in the data folder is called, unless another place is named."""
LogLevel = Literal["debug", "info", "warning", "error"]
MailSecurity = Literal["starttls", "tls", "none"]


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How this gateway runs. docs/settings.md is made from the descriptions below."""

    data: Annotated[
        Path, Meta(description="The folder for the database, the keys and the documents.")
    ] = Path("data")
    database_url: Annotated[
        str,
        Meta(
            description="Where the database is: `sqlite:////folder/file` or "
            "`postgresql://role@server/database`. Empty: the file gateway.sqlite in `data`."
        ),
    ] = ""
    content_url: Annotated[
        str,
        Meta(
            description="Where the bytes of documents are: `s3://bucket/path`. Empty: the folder "
            "content in `data`."
        ),
    ] = ""
    clamd: Annotated[
        str,
        Meta(
            description="Where clamd looks files through for malware: the path of its socket, or "
            "its port on this machine, `127.0.0.1:3310`. Empty: files are not scanned."
        ),
    ] = ""
    policies: Annotated[
        Path | None,
        Meta(description="A folder with model.conf and policies/. Empty: the rule book we ship."),
    ] = None
    host: Annotated[
        str, Meta(min_length=1, description="The address on which the gateway listens.")
    ] = "127.0.0.1"
    port: Annotated[
        int, Meta(ge=0, le=65535, description="The TCP port on which the gateway listens; 0: any.")
    ] = 8080
    https: Annotated[
        bool,
        Meta(description="Whether a proxy in front of the gateway carries all traffic over HTTPS."),
    ] = False
    allowed_hosts: Annotated[
        tuple[str, ...],
        Meta(
            min_length=1,
            description="The host names, without port, by which people reach the gateway.",
        ),
    ] = ("127.0.0.1", "localhost")
    log_level: Annotated[
        LogLevel, Meta(description="How much the operational log says (not the record).")
    ] = "info"
    queue_limit: Annotated[
        int,
        Meta(ge=1, le=100_000, description="How many changes may wait to be recorded at once."),
    ] = 256
    token_days: Annotated[
        int, Meta(ge=1, le=366, description="How many days a new token is valid.")
    ] = 90
    body_limit_bytes: Annotated[
        int, Meta(ge=1024, le=16_777_216, description="The longest request body in bytes.")
    ] = 65_536
    mail_host: Annotated[
        str,
        Meta(
            description="The mail server that takes notices (SMTP). Empty: none are sent, and all "
            "wait where people see them when they sign in."
        ),
    ] = ""
    mail_port: Annotated[int, Meta(ge=1, le=65535, description="Its TCP port.")] = 587
    mail_security: Annotated[
        MailSecurity,
        Meta(
            description="How mail is kept secret on its way there: encrypted once connected, from "
            "the start, or not at all, which is allowed on the same machine only."
        ),
    ] = "starttls"
    mail_user: Annotated[
        str, Meta(description="The name to sign in there with. Empty: without signing in.")
    ] = ""
    mail_password_file: Annotated[
        Path | None, Meta(description="The file that holds the password for it.")
    ] = None
    mail_from: Annotated[
        str, Meta(description="The address from which notices come. Needed when a server is named.")
    ] = ""
    public_url: Annotated[
        str, Meta(description="Where people sign in; notices and calendars lead there.")
    ] = ""
    colour: Annotated[
        str,
        Meta(
            pattern=r"^#[0-9a-f]{6}$(?!\n)",
            description="The council's colour at the head of every page, such as `#1d3557`: dark "
            "enough for white letters.",
        ),
    ] = "#1d3557"

    proxies: Annotated[
        tuple[str, ...],
        Meta(
            description="The network addresses of our own proxies. The last address that they "
            "write into X-Forwarded-For counts for the limits of sign-ins, and for nothing else."
        ),
    ] = ()
    oidc_issuer: Annotated[
        str,
        Meta(
            description="The council's provider of OpenID Connect: its issuer, letter by letter. "
            "Empty: local accounts only."
        ),
    ] = ""
    oidc_client_id: Annotated[
        str, Meta(description="The id under which the provider knows this gateway.")
    ] = ""
    oidc_client_secret_file: Annotated[
        Path | None, Meta(description="The file that holds the secret that goes with it.")
    ] = None

    def __post_init__(self) -> None:
        """Fill the database's place from the data folder where none is given."""
        if not self.database_url:
            place = (self.data / DATABASE_FILE).absolute()
            msgspec.structs.force_setattr(self, "database_url", f"sqlite:///{place}")


def read_settings(env: Mapping[str, str]) -> Settings:
    """Read the settings from the environment and the file that `GATEWAY_CONFIG` names.

    Raises SettingsError for a name that is no setting, a value of the wrong kind, and a file that
    cannot be read.
    """
    given: dict[str, Any] = _from_file(Path(env[CONFIG])) if env.get(CONFIG) else {}
    for variable in env:
        if variable.startswith(PREFIX) and variable != CONFIG:
            name = variable.removeprefix(PREFIX).lower()
            _refuse_unknown(name, variable)
            given[name] = _from_text(name, env[variable])
    return _convert(given)


def names() -> tuple[str, ...]:
    """The name of every setting, as written in a TOML file."""
    return Settings.__struct_fields__


def refuse_unsafe(settings: Settings) -> None:
    """Refuse settings that would carry tokens and papers over the network in the clear.

    Raises SetupError.
    """
    if "*" in "".join(settings.allowed_hosts):
        raise SetupError("Name each host; no pattern is understood.", where="GATEWAY_ALLOWED_HOSTS")
    if not settings.https and not own_machine(settings.host):
        detail = "Without HTTPS the gateway listens on the machine's own address only."
        raise SetupError(detail, where="GATEWAY_HOST")


def refuse_unsafe_provider(settings: Settings) -> None:
    """Refuse a provider of OpenID Connect that is not named wholly, or not reached safely.

    Raises SetupError.
    """
    if bool(settings.oidc_issuer) != bool(settings.oidc_client_id):
        detail = "Give both the provider's issuer and the id of this gateway there, or neither."
        raise SetupError(detail, where="GATEWAY_OIDC_CLIENT_ID")
    if not settings.oidc_issuer:
        return
    for name, address in (
        ("OIDC_ISSUER", settings.oidc_issuer),
        ("PUBLIC_URL", settings.public_url),
    ):
        found = urlsplit(address)
        own = found.scheme == "http" and own_machine(found.hostname or "")
        if not found.hostname or not (found.scheme == "https" or own):
            detail = "With a sign-in provider, give an address that begins with https://."
            raise SetupError(detail, where=PREFIX + name.upper())


def refuse_unsafe_mail(settings: Settings) -> None:
    """Refuse settings with which mail would be read on its way, or nobody could answer it.

    Raises SetupError.
    """
    if not settings.mail_host:
        return
    if settings.mail_security == "none" and not own_machine(settings.mail_host):
        detail = "Mail to another machine is encrypted: starttls or tls."
        raise SetupError(detail, where="GATEWAY_MAIL_SECURITY")
    name, _, domain = settings.mail_from.rpartition("@")
    if not name or not domain:
        raise SetupError("Say from which address notices come.", where="GATEWAY_MAIL_FROM")
    if bool(settings.mail_user) != bool(settings.mail_password_file):
        detail = "Give both a name and a file with the password, or neither."
        raise SetupError(detail, where="GATEWAY_MAIL_USER")


def own_machine(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def explain(name: str) -> tuple[str, str]:
    """What a setting means, and which values it takes, in plain words."""
    annotated = get_type_hints(Settings, include_extras=True)[name]
    meaning = annotated.__metadata__[0].description
    match inspect.type_info(annotated.__origin__), annotated.__metadata__[0]:
        case inspect.IntType(), limits:
            return meaning, f"a whole number from {limits.ge} to {limits.le}"
        case inspect.BoolType(), _:
            return meaning, "true or false"
        case inspect.LiteralType(), _:
            return meaning, "one of " + ", ".join(get_args(annotated.__origin__))
        case inspect.VarTupleType(), _:
            return meaning, "names separated by commas"
        case inspect.StrType(), limits:
            return meaning, "# and six digits of 0-9 and a-f" if limits.pattern else "a text"
        case _:
            return meaning, "the name of a file" if name.endswith(
                "_file"
            ) else "the name of a folder"


def _from_file(path: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError("the file that it names cannot be read", where=CONFIG) from error
    except ValueError as error:
        raise SettingsError("the file that it names is not valid TOML", where=CONFIG) from error
    for name in given:
        _refuse_unknown(name, f"{CONFIG}: {name}")
    return given


def _refuse_unknown(name: str, where: str) -> None:
    """Refuse a name that is no setting, and say which one it resembles."""
    if name not in names():
        close = difflib.get_close_matches(name, names(), n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise SettingsError(f"there is no such setting{hint}", where=where)


def _from_text(name: str, text: str) -> Any:
    """What an environment variable says; lists are separated by commas."""
    if name in {"allowed_hosts", "proxies"}:
        return [one.strip() for one in text.split(",") if one.strip()]
    if name in {"policies", "mail_password_file", "oidc_client_secret_file"}:
        return text or None
    return text


def _convert(given: dict[str, Any]) -> Settings:
    for name, value in given.items():
        try:
            msgspec.convert({name: value}, Settings, strict=False, dec_hook=_path)
        except msgspec.ValidationError as error:
            _, values = explain(name)
            raise SettingsError(f"give {values}", where=PREFIX + name.upper()) from error
    return msgspec.convert(given, Settings, strict=False, dec_hook=_path)


def _path(kind: type[Any], value: Any) -> Any:
    """A path from its text, which msgspec does not read by itself."""
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError
