"""Carrying out what a form asks; a refusal stands on the form again, beside what was typed."""

from typing import TypeVar

from gateway.api.incoming import Visit
from gateway.casework.turn import Command
from gateway.errors import BusyError, ConflictError, GatewayError, InputError, NotNowError
from gateway.web.forms import REFUSED

Result = TypeVar("Result")


async def attempt(
    request: Visit, command: Command[Result], *, beside: frozenset[str] = frozenset()
) -> tuple[Result | None, dict[str, str], int]:
    """What a command gives, or the errors for the form and the status with which it is shown.

    `beside` are the fields of the form: an error of one of them is told beside it, any other of the
    form as a whole. Raises what no form can mend, such as NotFoundError.
    """
    try:
        return await request.office.carry_out(command), {}, 200
    except (InputError, NotNowError, ConflictError, BusyError) as error:
        where = error.where if error.where in beside else "form"
        return None, {where or "form": error.detail}, _status(error)


def _status(error: GatewayError) -> int:
    return REFUSED if isinstance(error, InputError) else error.status
