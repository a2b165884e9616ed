"""What files say of the register, as it is kept while it waits: JSON, and back without a loss."""

from typing import Any, Final

import msgspec
from msgspec.structs import replace

from gateway.domain.register import Collection, Owner, Register

_COMPLETE: Final = list[tuple[str, list[Owner]]]
_PLACES: Final = list[tuple[Collection, Owner, str]]


def to_kept(registers: tuple[Register, ...]) -> str:
    """The registers as JSON; what is known by a pair stands in lists."""
    return msgspec.json.encode([_plain(one) for one in registers]).decode()


def from_kept(text: str) -> tuple[Register, ...]:
    """The registers that `to_kept` made into JSON."""
    return tuple(_register(one) for one in msgspec.json.decode(text))


def _plain(register: Register) -> dict[str, Any]:
    whole = msgspec.to_builtins(replace(register, complete={}, places={}))
    complete = [(link, list(owners)) for link, owners in register.complete.items()]
    places = [(*key, place) for key, place in register.places.items()]
    return {**whole, "complete": complete, "places": places}


def _register(kept: dict[str, Any]) -> Register:
    complete = msgspec.convert(kept.pop("complete"), _COMPLETE)
    places = msgspec.convert(kept.pop("places"), _PLACES)
    register = msgspec.convert(kept, Register)
    return replace(
        register,
        complete={link: frozenset(owners) for link, owners in complete},
        places={(collection, owner): place for collection, owner, place in places},
    )
