"""What the words of foreign sources mean here: roles on a body, parties, kinds of body.

A word that is not known gives nothing: no seat, no group, no flag.
"""

import re
from typing import Final, NamedTuple

from gateway.domain.people import SeatRole

MODERN_GOV: Final = "modern-gov"
"""The source of everything that carries Modern.Gov's ids, in whatever format it comes."""


class Sitting(NamedTuple):
    """What a role on a body gives: the part played, and whether there is a vote."""

    role: SeatRole
    voting: bool


_CHAIR: Final = re.compile(r"(co-?)?chair(man|woman|person)?|convenor|convener|presiding member")
_VICE_CHAIR: Final = re.compile(r"(vice|deputy|assistant)[ -]chair(man|woman|person)?")
_MEMBER: Final = re.compile(
    r"(committee |board |panel |council |ordinary |full |voting |cabinet |executive |lead )?member"
    r"( for .*|, .*| - .*)?|councillor|(deputy )?leader( of the council)?|portfolio holder.*"
    r"|voting co-?opt(ee|ed member)|co-?opt(ee|ed member) \(?voting\)?"
)
_WITHOUT_VOTE: Final = re.compile(
    r"non-?voting( co-?opt(ee|ed))?( member)?"
    r"|(statutory )?co-?opt(ee|ed|ed member)( \(?non-?voting\)?)?"
)
_NO_GROUP: Final = re.compile(
    r"(non-?aligned |un-?aligned )?independents?( member| councillor)?|non-?aligned|un-?aligned"
    r"|ungrouped|no (group|party|description)|none|not specified|unspecified|vacan(t|cy)|-*"
)
_EXECUTIVE: Final = re.compile(r"\b(cabinet|(?<!chief )(?<!non-)executive)\b")
_SCRUTINY: Final = re.compile(r"\bscrutiny\b")


def sitting(role: str) -> Sitting | None:
    """What a role gives; `None` for a substitute, an observer and every word not known here.

    A co-opted member has a vote only where the role says so.
    """
    plain = role.strip().lower()
    if not plain or _MEMBER.fullmatch(plain):
        return Sitting("member", voting=True)
    if _CHAIR.fullmatch(plain):
        return Sitting("chair", voting=True)
    if _VICE_CHAIR.fullmatch(plain):
        return Sitting("vice_chair", voting=True)
    if _WITHOUT_VOTE.fullmatch(plain):
        return Sitting("member", voting=False)
    return None


def group_of_party(party: str) -> str | None:
    """The group that a party stands for: "Independent" says that there is none."""
    return None if _NO_GROUP.fullmatch(party.lower()) else party


def is_called_off(status: str) -> bool:
    """Whether a meeting's status says that it is not held on its date."""
    return status.lower().startswith(("cancel", "postpone", "withdraw", "delete"))


def looks_scrutiny(*names: str) -> bool:
    """Whether a body's name or category says that it scrutinises the executive."""
    return any(_SCRUTINY.search(name.lower()) for name in names)


def looks_executive(*names: str) -> bool:
    """Whether a body's name or category says that it is the executive or a committee of it."""
    return not looks_scrutiny(*names) and any(_EXECUTIVE.search(name.lower()) for name in names)
