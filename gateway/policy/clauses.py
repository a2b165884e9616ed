"""The clauses that rules cite: instrument, section, and what it says in our own words."""

from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from gateway.errors import RuleBookError
from gateway.policy.toml import read_toml

_VERSIONS = 4
"""How many versions of the clauses are remembered: few drafts of a rule book change them."""
NonEmpty = Annotated[str, Meta(min_length=1)]


class Clause(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One provision of an Act, of regulations, of a protocol or of case law.

    `verified` says how far the wording was checked: in the primary text, in a secondary source,
    in part, or not at all; `checked` is the day on which that was done. `lives` says where the
    clause is kept besides the rules that quote it (`places.py`).
    """

    instrument: NonEmpty
    section: NonEmpty
    says: NonEmpty
    link: str = ""
    lives: tuple[NonEmpty, ...] = ()
    checked: date
    verified: Literal["primary", "secondary", "part", "no"]

    @property
    def citation(self) -> str:
        """How the clause is cited to a reader."""
        return f"{self.instrument}, {self.section}"


def read_clauses(file: str, text: str) -> dict[str, Clause]:
    """The clauses by id. Raises RuleBookError for a key or value that is not understood."""
    return dict(_read(file, text))


@lru_cache(_VERSIONS)
def _read(file: str, text: str) -> dict[str, Clause]:
    entries: dict[str, Any] = read_toml(file, text)
    found = {}
    for name, entry in entries.items():
        try:
            found[name] = msgspec.convert(entry, Clause, builtin_types=(date, datetime))
        except msgspec.ValidationError as fault:
            raise RuleBookError(f"{name}: {fault}", where=file) from fault
    return found
