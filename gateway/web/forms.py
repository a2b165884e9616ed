"""Forms: what was typed, read into a struct of the domain, with every error at once.

A form names its fields as the struct does. Each field is read by itself by msgspec, as the JSON API
reads it, so a limit stands in one place: the struct. That is why no forms library is used here; it
would ask for each field and its limits a second time. Nothing that was typed is lost: the page is
shown again with it, and with the errors beside the fields.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, TypeVar, get_origin
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from gateway.api.headers import single
from gateway.api.incoming import Visit
from gateway.domain.clean_text import clean
from gateway.domain.plain_words import in_words
from gateway.errors import InputError, UnsupportedContentTypeError
from gateway.identity.genuine import FIELD

Filled = TypeVar("Filled", bound=Struct)
MOST: Final = 500
"""How many fields a form may have."""
REFUSED: Final = 422
"""The status of a page that is shown again because of errors (RFC 9110, 15.5.21)."""
_SENT_AS: Final = "application/x-www-form-urlencoded"
_DAY_PARTS: Final = ("day", "month", "year")


class Typed:
    """What was typed into a form, by the names of its fields."""

    def __init__(self, pairs: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._pairs = pairs or {}

    def __contains__(self, name: str) -> bool:
        return name in self._pairs

    def one(self, name: str, otherwise: str = "") -> str:
        """What stands in a field; `otherwise` where the form had none of that name."""
        return (self._pairs.get(name) or (otherwise,))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """All that was ticked under a name."""
        return self._pairs.get(name, ())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each name with each of its values, as a form sends them."""
        return ((name, value) for name, values in self._pairs.items() for value in values)

    def with_lines(self, name: str) -> "Typed":
        """The same, with each line of one field as an entry of its own."""
        return Typed({**self._pairs, name: tuple(self.one(name).splitlines())})

    def without(self, name: str) -> "Typed":
        """The same, with one field as if it had never been filled."""
        return Typed({one: values for one, values in self._pairs.items() if one != name})

    def without_all(self, names: Collection[str]) -> "Typed":
        """The same, with some fields as if they had never been filled."""
        return Typed({one: values for one, values in self._pairs.items() if one not in names})

    def plus(self, name: str, *values: str) -> "Typed":
        """The same, with more under a name; nothing stands there twice."""
        both = dict.fromkeys((*self.all(name), *values))
        return Typed({**self._pairs, name: tuple(both)})

    def over(self, pairs: Mapping[str, tuple[str, ...]]) -> "Typed":
        """The same, with other values in the fields in which nothing stands."""
        typed = {name: values for name, values in self._pairs.items() if any(values)}
        return Typed({**self._pairs, **pairs, **typed})

    def below(self, prefix: str) -> "Typed":
        """The fields whose names begin so, by the rest of their names."""
        cut = len(prefix)
        return Typed({one[cut:]: v for one, v in self._pairs.items() if one.startswith(prefix)})

    def only(self, names: Collection[str]) -> "Typed":
        """These fields and no others."""
        return Typed({one: values for one, values in self._pairs.items() if one in names})

    def day(self, name: str) -> str:
        """A day from the three fields that the Design System asks it in, as 2027-03-27."""
        day, month, year = (self.one(f"{name}-{part}").strip() for part in _DAY_PARTS)
        return f"{year:0>4}-{month:0>2}-{day:0>2}" if day or month or year else ""

    def lacking(self, name: str) -> tuple[str, ...]:
        """Which of a day's three fields stand empty."""
        return tuple(part for part in _DAY_PARTS if not self.one(f"{name}-{part}").strip())


def typed_day(name: str, day: date | None) -> dict[str, tuple[str, ...]]:
    """A day as it would have been typed into its three fields."""
    if day is None:
        return {}
    return {f"{name}-{part}": (str(getattr(day, part)),) for part in _DAY_PARTS}


def day_error(typed: Typed, name: str) -> str:
    """What is wrong with three fields that give no day."""
    if lacking := typed.lacking(name):
        return f"The date must include a {' and a '.join(lacking)}."
    return "The date must be a real date, such as 27 3 2027."


def typed_of(value: Struct) -> Typed:
    """A struct as it would have been typed, to change it."""
    pairs: dict[str, tuple[str, ...]] = {}
    for name, one in msgspec.to_builtins(value).items():
        match one:
            case None:
                pass
            case bool():
                pairs[name] = ("true" if one else "false",)
            case list() | tuple():
                pairs[name] = tuple(str(each) for each in one)
            case _:
                pairs[name] = (str(one),)
    return Typed(pairs)


async def read_typed(request: Visit) -> Typed:
    """What came with the form. Raises InputError, UnsupportedContentTypeError."""
    sent_as = (single(request.scope["headers"], "Content-Type") or "").partition(";")[0]
    if sent_as.strip().lower() != _SENT_AS:
        raise UnsupportedContentTypeError("Send the form of the page.", where="Content-Type")
    try:
        text = (await request.body()).decode("ascii")
        sent = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError as error:
        raise InputError("This is not how a browser sends a form.", where="the form") from error
    pairs: dict[str, tuple[str, ...]] = {}
    for name, value in sent:
        if name != FIELD:
            plain = clean(value.replace("\r\n", "\n"), where="the form")
            pairs[name] = (*pairs.get(name, ()), plain)
    return Typed(pairs)


def fill(
    kind: type[Filled], typed: Typed, *, missing: Mapping[str, str], **given: Any
) -> tuple[Filled | None, dict[str, str]]:
    """The struct that a form fills, and its errors by field: either is empty.

    `missing` is what is said of a field that must be filled and is not; `given` are fields that the
    page knows by itself.
    """
    values, errors = dict(given), {}
    for field in fields(kind):
        if field.name in given:
            continue
        raw = _raw(field, typed)
        if raw in ("", None, ()):
            if field.name in missing:
                errors[field.name] = missing[field.name]
            continue
        try:
            values[field.name] = msgspec.convert(raw, field.type, strict=False)
        except msgspec.ValidationError as error:
            why = in_words(str(error).partition(" - at `$")[0])
            errors[field.name] = day_error(typed, field.name) if _is_day(field.type) else why
    if errors:
        return None, errors
    try:
        return msgspec.convert(values, kind), {}
    except msgspec.ValidationError as error:  # the struct's own check
        own = error.__cause__
        return None, {"form": f"{own}." if isinstance(own, ValueError) else in_words(str(error))}


def _raw(field: FieldInfo, typed: Typed) -> Any:
    """What was typed for a field, as msgspec takes it; nothing for a field that stood empty."""
    if _is_list(field.type):
        return tuple(one.strip() for one in typed.all(field.name) if one.strip())
    if _is_day(field.type):
        return typed.day(field.name)
    text = typed.one(field.name).strip()
    if _bare(field.type) == Literal[True]:  # a box that must be ticked; msgspec reads no text as it
        return text == "true" or None
    return text


def _bare(kind: Any) -> Any:
    """A type without its limits."""
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    return kind


def _is_list(kind: Any) -> bool:
    return get_origin(_bare(kind)) in {tuple, list, frozenset}


def _is_day(kind: Any) -> bool:
    return kind is date or date in getattr(kind, "__args__", ())
