"""What is said with a command, as JSON on the command line."""

from typing import TypeVar

import msgspec
from msgspec import Struct

from gateway.errors import InputError

Form = TypeVar("Form", bound=Struct)


def read_form(form: str, kind: type[Form]) -> Form:
    """The form that a text holds. Raises InputError for one that is not as docs/api.md says."""
    try:
        return msgspec.json.decode(form, type=kind)
    except msgspec.DecodeError as fault:
        raise InputError("The form is not as docs/api.md describes.", where="--form") from fault
