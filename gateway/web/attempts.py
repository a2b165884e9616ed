"""Carrying out what a form asks; a refusal stands on the form again, beside what was typed."""

from typing import Final, TypeVar

from gateway.api.incoming import Visit
from gateway.casework.turn import Command
from gateway.errors import BusyError, ConflictError, GatewayError, InputError, NotNowError
from gateway.web.forms import REFUSED

Result = TypeVar("Result")
MENDED_THERE: Final = (InputError, NotNowError, ConflictError, BusyError)
"""What whoever filled a form can mend on it, or sends again."""


async def attempt(
    request: Visit, command: Command[Result], *, beside: frozenset[str] = frozenset()
) -> tuple[Result | None, dict[str, str], int]:
    """What a command gives, or the errors for the form and the status with which it is shown.

    `beside` are the fields of the form: an error of one of them is told beside it, any other of the
    form as a whole. Raises what no form can mend, such as NotFoundError.
    """
    try:
        return await request.office.carry_out(command), {}, 200
    except MENDED_THERE as error:
        return None, *on_the_form(error, beside)


def on_the_form(
    error: GatewayError, beside: frozenset[str] = frozenset()
) -> tuple[dict[str, str], int]:
    """The errors for a form, and the status with which it is shown; as `attempt` gives them."""
    where = error.where if error.where in beside else "form"
    status = REFUSED if isinstance(error, InputError) else error.status
    return {where or "form": error.detail}, status
