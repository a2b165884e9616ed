"""The clauses that rules cite: instrument, section, and what it says in our own words."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from gateway.errors import RuleBookError

NonEmpty = Annotated[str, Meta(min_length=1)]


class Clause(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One provision of an Act, of regulations, of a protocol or of case law.

    `verified` says how far the wording was checked: in the primary text, in a secondary source,
    in part, or not at all; `checked` is the day on which that was done.
    """

    instrument: NonEmpty
    section: NonEmpty
    says: NonEmpty
    link: str = ""
    checked: date
    verified: Literal["primary", "secondary", "part", "no"]

    @property
    def citation(self) -> str:
        """How the clause is cited to a reader."""
        return f"{self.instrument}, {self.section}"


def read_clauses(file: str, text: str) -> dict[str, Clause]:
    """The clauses by id. Raises RuleBookError for a key or value that is not understood."""
    try:
        return msgspec.toml.decode(text, type=dict[str, Clause])
    except (msgspec.DecodeError, ValueError) as fault:
        raise RuleBookError(str(fault), where=file) from fault
