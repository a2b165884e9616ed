"""The operational log: one JSON line for each request and each failure, for whoever runs the host.

It is not the record: it holds no person, title, path, query or body. A line keeps only the fields
in `FIELDS`, whoever wrote it. Of what libraries log, only their name and the place are kept.
"""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import structlog

FIELDS: Final = (
    "time",
    "level",
    "event",
    "request_id",
    "method",
    "route",
    "status",
    "ms",
    "error",
    "at",
    "command",
    "commands",
)
"""All that a line may say, in this order. `error` is the kind of an error, `at` a line of code,
`command` the kind of a command, `commands` how many of them."""

_Line = MutableMapping[str, Any]


def configure(level: str) -> None:
    """Send our lines, and what is left of those of libraries, to standard error."""
    structlog.configure(
        processors=[structlog.processors.add_log_level, only_known_fields, _as_json],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_names: _Careful(sys.stderr.buffer),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Libraries()], force=True)


def only_known_fields(_logger: Any, _method: str, line: _Line) -> _Line:
    """The line with the time and without every field that is not in `FIELDS`.

    Of an exception, its kind and place stay: its words may hold what was sent.
    """
    line["time"] = datetime.now(UTC).isoformat(timespec="milliseconds")
    if line.get("exc_info") and (error := sys.exc_info()[1]) is not None:
        line.update(error=type(error).__name__, at=place_of(error))
    return {name: line[name] for name in FIELDS if name in line}


def place_of(error: BaseException) -> str:
    """Where in the code an error arose, as `module:line`; its message may hold what was sent."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return "unknown"
    return f"{traceback.tb_frame.f_globals.get('__name__')}:{traceback.tb_lineno}"


def _as_json(_logger: Any, _method: str, line: _Line) -> bytes:
    return msgspec.json.encode(line)


class _Careful(structlog.BytesLogger):
    """Writes lines where it can: that nobody reads them any more must not stop an answer."""

    def msg(self, message: bytes) -> None:
        """Write one line."""
        with suppress(OSError, ValueError):
            super().msg(message)

    debug = info = warning = error = msg


class _Libraries(logging.Handler):
    """What a library logs: that it logged something, and where. Its words may hold anything."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line through our own log."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        structlog.get_logger().log(
            record.levelno,
            "library",
            at=f"{record.name}:{record.lineno}",
            **({"error": error} if error else {}),
        )
