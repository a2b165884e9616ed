"""JSON bodies, read strictly: what RFC 8259 leaves open is refused here, with its place.

Refused are bytes that are not UTF-8, a name that stands twice, an unknown name (but in a map, whose
names are the sender's own), nesting deeper than
`DEPTH`, numbers beyond 2^53 (RFC 8259 section 6), NaN and Infinity, and the characters that
`clean_text` names. Nothing that was sent is repeated in an error, as it may be secret.
"""

import json
from functools import cache
from typing import Any, Final, Never, TypeVar

import msgspec
from msgspec import inspect

from gateway.domain.clean_text import clean
from gateway.domain.plain_words import explain
from gateway.errors import InputError

T = TypeVar("T", bound=msgspec.Struct)

DEPTH: Final = 32
"""How many objects and lists may stand inside each other."""
LARGEST: Final = 2**53
"""The largest whole number that every reader of JSON understands alike."""
_BODY: Final = "the body"


class _Pairs(list[tuple[str, Any]]):
    """The names and values of one object, in order and with repeats."""


def read(body: bytes, kind: type[T]) -> T:
    """The body as a value of `kind`, a struct of structs, lists and plain values.

    The struct itself may also have maps of texts.

    Raises InputError, with what is wrong and where, for every body that is not exactly that.
    """
    try:
        raw = _DECODER.decode(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError("The bytes are not UTF-8.", where=f"byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError("This is not valid JSON.", where=place) from error
    except RecursionError as error:
        raise _too_deep() from error
    plain = _plain(raw, _BODY, _known(kind), DEPTH)
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as error:
        raise explain(error, where=_BODY) from error


class _Known(msgspec.Struct, frozen=True):
    """The names that a type knows, at any depth; and its own fields that are maps of texts.

    Only these names appear in an error.
    """

    names: frozenset[str]
    maps: frozenset[str]


def _plain(value: Any, where: str, known: _Known, depth: int) -> Any:
    """The value with plain dicts and clean text; raises where a reader of JSON would look away."""
    match value:
        case str():
            return clean(value, where=where)
        case list() if depth == 0:
            raise _too_deep()
        case _Pairs():
            return _object(value, where, known, depth)
        case list():
            return [
                _plain(item, f"{where}[{place}]", known, depth - 1)
                for place, item in enumerate(value)
            ]
        case int() | float() if abs(value) > LARGEST:
            raise InputError("The number is too large.", where=where)
        case _:
            return value


def _object(pairs: _Pairs, where: str, known: _Known, depth: int) -> dict[str, Any]:
    if where in known.maps:
        plain = {clean(name, where=where): _text(item, where) for name, item in pairs}
    elif any(name not in known.names for name, _ in pairs):
        raise InputError("A name in this object is not known here.", where=where)
    else:
        plain = {
            name: _plain(item, name if where == _BODY else f"{where}.{name}", known, depth - 1)
            for name, item in pairs
        }
    if len(plain) != len(pairs):
        raise InputError("A name stands twice in one object.", where=where)
    return plain


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InputError("Every value in this map must be a text.", where=where)
    return clean(value, where=where)


def _too_deep() -> InputError:
    return InputError(f"Lists and objects may be nested at most {DEPTH} deep.", where=_BODY)


def _integer(digits: str) -> int:
    """A whole number; a long one is not worked out, as that takes time (and Python refuses)."""
    return int(digits) if len(digits) <= len(str(-LARGEST)) else LARGEST + 1


def _refuse_constant(_name: str) -> Never:
    raise InputError("NaN and Infinity are not numbers of JSON.", where=_BODY)


@cache
def _known(kind: type[msgspec.Struct]) -> _Known:
    names: set[str] = set()
    seen: set[type] = set()
    waiting: list[inspect.Type] = [inspect.type_info(kind)]
    while waiting:
        match waiting.pop():
            case inspect.StructType(cls=cls, fields=fields) if cls not in seen:
                seen.add(cls)
                names |= {field.encode_name for field in fields}
                waiting += [field.type for field in fields]
            case inspect.UnionType(types=types) | inspect.TupleType(item_types=types):
                waiting += types
            case inspect.CollectionType(item_type=item):
                waiting.append(item)
            case _:
                pass
    maps = (
        field.encode_name
        for field in msgspec.structs.fields(kind)
        if isinstance(inspect.type_info(field.type), inspect.DictType)
    )
    return _Known(frozenset(names), frozenset(maps))


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_integer, parse_constant=_refuse_constant
)
