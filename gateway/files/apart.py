"""Has a task carried out in a process of its own.

Should a file crash or stall the programs that read it, it is refused and nothing else happens.
"""

import subprocess
import sys
from typing import Any, Final

import msgspec

from gateway.errors import BusyError, FileNotTakenError, GatewayError, InputError
from gateway.files.tasks import AnyTask, Told

PATIENCE: Final = 180
"""Seconds on the clock after which a task is given up."""
_COMMAND: Final = (sys.executable, "-I", "-m", "gateway.files.worker")
_ERRORS: Final[dict[str, type[GatewayError]]] = {
    one.__name__: one for one in (FileNotTakenError, InputError)
}


def carry_out(task: AnyTask) -> Any:
    """Do a task; gives what its `gives` names.

    Raises FileNotTakenError when the file is not as it should be, cannot be read within the limits,
    or breaks what reads it; InputError for what was asked of it; BusyError when no process starts.
    """
    try:
        done = subprocess.run(  # noqa: S603  our own program, no shell, nothing from outside in it
            _COMMAND,
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
    told = msgspec.json.decode(done.stdout, type=Told)
    if told.error is not None:
        raise _ERRORS[told.error](told.detail, where=told.where)
    return msgspec.json.decode(told.result, type=task.gives)
