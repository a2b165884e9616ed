"""Decodes JSON of foreign sources into the few keys that are read; all other keys are ignored."""

from typing import TypeVar

import msgspec

from gateway.domain.plain_words import explain
from gateway.importing.fault import Place

T = TypeVar("T")


def decode(data: bytes, kind: type[T], place: Place) -> T:
    """The file as a value of `kind`.

    Raises ImportFileError for bytes that are not UTF-8 JSON and for a value of another type, with
    its path in the file such as `committees[3].members[0].uid`.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        found = explain(error, where="the whole file")
        raise place.at(found.where or "the whole file").fault(found.detail) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise place.fault("This is not valid JSON in UTF-8; save the file again.") from error
    except RecursionError as error:
        raise place.fault("The JSON is nested too deep.") from error
