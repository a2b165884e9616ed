"""What `gateway doctor` looks at, and what must be in order before `gateway serve` starts."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final, Literal

import pysqlite3
from msgspec import Struct
from sqlalchemy import Connection, func, not_, select

from gateway.audit import entries
from gateway.audit.tree import leaf_hash
from gateway.casework import calendars
from gateway.casework.confidence import is_confident
from gateway.domain.dates import in_words
from gateway.errors import BusyError, GatewayError, NotScannedError, RuleBookError, SetupError
from gateway.policy.book import RuleBook, digest_of, read_texts, shipped
from gateway.settings import Settings, refuse_unsafe, refuse_unsafe_mail
from gateway.store import engine, log, rule_books, tables
from gateway.store.content_place import content_at
from gateway.store.engine import open_for_reading, open_for_writing
from gateway.store.form import refuse_unless_current
from gateway.store.keys import read_keys
from gateway.store.scanner import Scanner

State = Literal["ok", "warning", "fault"]
OLDEST_PYTHON: Final = (3, 11)
SPACE_FAULT: Final = 64 * 2**20
SPACE_WARNING: Final = 2**30
"""Bytes on the disk of the data folder: what must be free, and what should be."""
TAIL: Final = 1000
"""How many of the newest entries of the log are looked at."""
LONGEST_WAIT: Final = timedelta(days=1)
"""How long a notice may wait to be sent before somebody should look."""
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
WRITTEN: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""This version was written later than this, so a clock that shows less is wrong."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing looked at: how it is, in a sentence, and what to do about it if anything."""

    about: str
    state: State
    says: str
    do: str = ""


class Doubt(Exception):  # noqa: N818  a warning is not an error
    """Something that is no fault, and that somebody should look at. Args: what; what to do."""


Clock = Callable[[], datetime]
"""Tells the moment, in UTC. A look reads it when it needs it: others write to the log meanwhile."""
Look = Callable[[Settings, Clock], str]
"""Looks at one thing; gives a sentence when all is well, raises otherwise."""


def utc_now() -> datetime:
    """The moment by the clock of the machine."""
    return datetime.now(UTC)


def before_serving(settings: Settings, now: Clock = utc_now) -> Iterator[Finding]:
    """What opening the office does not look at by itself."""
    return _run((python, packages, data_folder, disk, clock), settings, now)


def everything(
    settings: Settings, now: Clock = utc_now, more: tuple[Look, ...] = ()
) -> Iterator[Finding]:
    """All that `gateway doctor` looks at, in the order in which it is best mended, and `more`."""
    settings_and_place = (python, packages, hosts, data_folder, disk, content, scanner, keys)
    timed = (bank_holidays, notices)
    looks = (*settings_and_place, database, rule_book, rule_files, the_log, *timed, clock, *more)
    return _run(looks, settings, now)


def _run(looks: tuple[Look, ...], settings: Settings, now: Clock) -> Iterator[Finding]:
    for look in looks:
        about = look.__name__.replace("_", " ")
        try:
            yield Finding(about=about, state="ok", says=look(settings, now))
        except Doubt as doubt:
            says, do = doubt.args
            yield Finding(about=about, state="warning", says=says, do=do)
        except GatewayError as error:
            do = "" if error.next_step == SetupError.next_step else error.next_step
            yield Finding(about=about, state="fault", says=str(error), do=do)
        except Exception as error:  # noqa: BLE001  whatever is broken, the rest is looked at too
            says = f"It cannot be looked at: {type(error).__name__}."
            yield Finding(about=about, state="fault", says=says)


def python(_settings: Settings, _now: Clock) -> str:
    """The language is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(f"Python {version} is too old; install 3.11 or newer.")
    return f"Python {version}, SQLite {pysqlite3.sqlite_version}."


def packages(_settings: Settings, _now: Clock) -> str:
    """The old distribution `casbin` has not overwritten `pycasbin`."""
    try:
        distribution("casbin")
    except PackageNotFoundError:
        return f"pycasbin {distribution('pycasbin').version}, and no older one beside it."
    raise SetupError("The old package 'casbin' is installed over 'pycasbin'. Install afresh.")


def hosts(settings: Settings, _now: Clock) -> str:
    """The address and the host names fit together."""
    refuse_unsafe(settings)
    if settings.https and set(settings.allowed_hosts) <= set(Settings().allowed_hosts):
        raise Doubt(
            "A proxy carries the traffic, but only this machine's own names are allowed.",
            "Put the name that people type into GATEWAY_ALLOWED_HOSTS.",
        )
    return f"Listens on {settings.host}; known as {', '.join(settings.allowed_hosts)}."


def data_folder(settings: Settings, _now: Clock) -> str:
    """The data folder is there, and nobody else can look into it."""
    if not settings.data.is_dir():
        raise SetupError("There is no data folder. Run 'gateway init'.", where="GATEWAY_DATA")
    if settings.data.stat().st_mode & OTHERS:
        raise SetupError("Others can look into it. Run: chmod 700", where="GATEWAY_DATA")
    return "The data folder is closed to others."


def disk(settings: Settings, _now: Clock) -> str:
    """There is room to record."""
    free = shutil.disk_usage(settings.data).free
    if free < SPACE_FAULT:
        raise SetupError("The disk is full: nothing can be recorded, so nothing is decided.")
    if free < SPACE_WARNING:
        raise Doubt(
            f"Only {free // 2**20} MiB are free on the disk of the data folder.",
            "Make room before the gateway has to refuse requests.",
        )
    return f"{free // 2**30} GiB are free on the disk of the data folder."


def content(settings: Settings, _now: Clock) -> str:
    """The bytes of documents can be kept, read and taken away."""
    kept = content_at(settings.content_url, settings.data)
    try:
        kept.try_out()
    except BusyError as error:
        raise SetupError(
            f"A trial at {kept.place} failed ({type(error.__cause__).__name__}): no document is "
            "taken or shown. Look at its address, at who may read, write and delete there, and at "
            "the way to it."
        ) from error
    return f"Documents are kept in {kept.place}."


def scanner(settings: Settings, _now: Clock) -> str:
    """Files are scanned for malware, where that is wanted."""
    clamd = Scanner(settings.clamd)
    if not settings.clamd:
        return "No malware scanner is named: files are taken without a scan."
    try:
        finds = clamd.try_out()
    except NotScannedError as error:
        raise SetupError(
            f"{error} No file is taken until it does. Start clamd, and let the gateway speak to it "
            "where GATEWAY_CLAMD says."
        ) from error
    if not finds:
        raise Doubt(
            "The malware scanner does not find what every scanner must.",
            "Fetch its signatures (freshclam), and let it load them.",
        )
    return "Files are scanned for malware."


def keys(settings: Settings, _now: Clock) -> str:
    """The key that signs the log is there, fits, and is closed to others."""
    return f"The log is signed as {read_keys(settings.data).public.name}."


def database(settings: Settings, _now: Clock) -> str:
    """The database can be opened with every setting that it needs, and is of this version."""
    opened = open_for_writing(settings.database_url)
    try:
        refuse_unless_current(opened)
    finally:
        opened.dispose()
    return f"{engine.name(settings.database_url)} is of this version and syncs each commit."


def _book_of(texts: Mapping[str, str]) -> RuleBook:
    """The rule book of these texts. It is read and proved once: other texts are another one."""
    return _read(tuple(sorted(texts.items())))


@lru_cache(maxsize=1)
def _read(texts: tuple[tuple[str, str], ...]) -> RuleBook:
    return RuleBook(dict(texts))


def rule_book(settings: Settings, _now: Clock) -> str:
    """The rule book in force is understood, and denies what must be denied."""
    with _reading(settings) as connection:
        digest = rule_books.digest_in_force(connection)
        texts = rule_books.texts_of(connection, digest)
        council = connection.execute(select(tables.council.c.profile)).scalar_one()
    try:
        _book_of(texts).council(council)
    except GatewayError as fault:
        raise SetupError(
            f"The rule book in force cannot be used, so nothing is decided ({fault}). Go back to "
            "the version of the gateway that could, or propose and adopt another rule book."
        ) from fault
    return f"In force: {digest}."


def rule_files(settings: Settings, _now: Clock) -> str:
    """The files on the disk, which decide nothing by themselves, are the rule book in force."""
    with _reading(settings) as connection:
        in_force = rule_books.digest_in_force(connection)
    try:
        texts = read_texts(settings.policies or shipped())
        digest = digest_of(texts)
        if digest != in_force:
            RuleBook(texts)  # the one in force was looked at
    except RuleBookError as fault:
        raise Doubt(f"{fault}.", RuleBookError.next_step) from fault
    if digest != in_force:
        raise Doubt(
            f"The files on the disk are not the rule book in force: their digest is {digest}.",
            "If they should be, try them with 'gateway policy replay', then have them proposed "
            "and adopted. If not, name the right folder in GATEWAY_POLICIES.",
        )
    return "The files on the disk are the rule book in force."


def the_log(settings: Settings, _now: Clock) -> str:
    """The newest entries are unchanged, in order, and lead to the newest checkpoint."""
    with _reading(settings) as connection:
        return _tail(connection)


def _tail(connection: Connection) -> str:
    newest = log.page(connection, limit=TAIL)
    for entry, before in zip(newest, [*newest[1:], None], strict=True):
        whole = leaf_hash(entry.data) == entry.hash
        if not whole or (before and entries.read(entry.data).prev != before.hash.hex()):
            raise SetupError(
                f"Entry {entry.seq} of the log was changed. Keep the file as it is, stop serving, "
                "and compare with your checkpoints: gateway audit verify."
            )
    return f"The newest {len(newest)} of {log.size_of(connection)} entries are unbroken."


def notices(settings: Settings, now: Clock) -> str:
    """Notices are sent, or wait for a reason that somebody knows of.

    As at the outbox, what tells of a report in confidence is not counted, unless it is stuck.
    """
    refuse_unsafe_mail(settings)
    with _reading(settings) as connection:
        count = select(func.count(), func.min(tables.notices.c.told_at))
        stuck, _ = connection.execute(count.where(tables.notices.c.state == "stuck")).one()
        openly = not_(is_confident(tables.notices.c.about))
        waiting, oldest = connection.execute(
            count.where(tables.notices.c.state == "waiting", openly)
        ).one()
    if stuck:
        raise Doubt(
            f"{stuck} notices could not be sent.",
            "An officer sees why at /api/outbox; mend it and have them tried again.",
        )
    if settings.mail_host and oldest is not None and now() - oldest > LONGEST_WAIT:
        raise Doubt(
            f"{waiting} notices wait, some for more than a day.",
            "Run 'gateway worker', and see at /api/outbox who has no address.",
        )
    if not settings.mail_host:
        return f"No mail server is named; {waiting} notices wait where people sign in."
    return f"{waiting} notices wait to be sent."


def bank_holidays(settings: Settings, now: Clock) -> str:
    """The rule book in force and the calendar of deadlines know the same bank holidays."""
    with _reading(settings) as connection:
        texts = rule_books.texts_of(connection, rule_books.digest_in_force(connection))
        added = calendars.added_days(connection)
    theirs = _book_of(texts).calendar
    ours = calendars.bank_holidays(theirs.first_year, theirs.last_year, added)
    if differ := sorted(ours ^ theirs.bank_holidays):
        raise Doubt(
            f"The rule book in force and the council's calendar differ on {in_words(differ[0])}.",
            "Propose a rule book with the right days, or add them with 'gateway calendar add'.",
        )
    if theirs.last_year <= now().year:
        raise Doubt(
            f"The rule book's calendar ends with {theirs.last_year}.",
            "Propose a rule book whose calendar goes on.",
        )
    return f"The rule book and the council's calendar agree up to {theirs.last_year}."


def clock(settings: Settings, now: Clock) -> str:
    """The clock runs, and not behind what is already recorded."""
    wrong = "Set the machine's clock from a time server."
    last = None
    if engine.is_set_up(settings.database_url):
        with _reading(settings) as connection:
            last = log.last_entry(connection)
    moment = now()  # read after the log, to which a worker or another gateway may write just now
    if moment < WRITTEN:
        raise SetupError(f"The clock shows a time before this version was written. {wrong}")
    if last and moment < datetime.fromisoformat(entries.read(last.data).at):
        raise SetupError(f"The clock is behind the newest entry of the log. {wrong}")
    return f"The clock shows {moment:%Y-%m-%d %H:%M} UTC."


@contextmanager
def _reading(settings: Settings) -> Iterator[Connection]:
    opened = open_for_reading(settings.database_url)
    try:
        with opened.connect() as connection:
            yield connection
    finally:
        opened.dispose()
