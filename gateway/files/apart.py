"""Carries a task out in a process of its own, with limits on memory, time and what it may write.

Should a file crash or stall the programs that read it, it is refused and nothing else happens.
"""

import resource
import subprocess
import sys
from typing import Any, Final

import msgspec
from msgspec import Struct

from gateway.errors import (
    BusyError,
    FileNotTakenError,
    GatewayError,
    InputError,
)
from gateway.files.tasks import AnyTask, Task

SECONDS: Final = 120
"""Of processor time, for one task."""
PATIENCE: Final = 180
"""Seconds on the clock after which a task is given up."""
_MEMORY: Final = 2 * 1024**3
_LARGEST: Final = 512 * 1024**2
"""Bytes of one file that a task may write."""
_ERRORS: Final[dict[str, type[GatewayError]]] = {
    one.__name__: one for one in (FileNotTakenError, InputError)
}


class _Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the other process says: a result, or an error that a person can be told."""

    result: msgspec.Raw = msgspec.Raw(b"null")
    error: str | None = None
    detail: str = ""
    where: str | None = None


def carry_out(task: Task) -> Any:
    """Do a task; gives what its `gives` names.

    Raises FileNotTakenError when the file is not as it should be, cannot be read within the limits,
    or breaks what reads it; InputError for what was asked of it; BusyError when no process starts.
    """
    command = [sys.executable, "-I", "-m", "gateway.files.apart"]
    try:
        done = subprocess.run(  # noqa: S603  our own program, no shell, nothing from outside in it
            command,
            input=msgspec.json.encode(task),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise FileNotTakenError("The file takes too long to read.") from error
    except OSError as error:
        raise BusyError("Files cannot be read now.") from error
    if done.returncode != 0:
        raise FileNotTakenError("The file is damaged, or far larger inside than it seems.")
    told = msgspec.json.decode(done.stdout, type=_Told)
    if told.error is not None:
        raise _ERRORS[told.error](told.detail, where=told.where)
    return msgspec.json.decode(told.result, type=task.gives)


def main() -> None:
    """Carry out the task that comes in, and say what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=AnyTask)
    try:
        told = _Told(result=msgspec.Raw(msgspec.json.encode(task.run())))
    except tuple(_ERRORS.values()) as error:
        told = _Told(error=type(error).__name__, detail=error.detail, where=error.where)
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main()
