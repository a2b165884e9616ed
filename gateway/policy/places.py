"""Where a clause lives that no rule quotes, or where it lives besides: a closed set of places.

A clause of `clauses.toml` names its places as `kind: name`, such as `setting: force`. What a name
means stands here, or where the thing itself is defined, and never in the clause.
"""

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from gateway.domain.decision import Clock, Condition
from gateway.domain.facts import Office
from gateway.domain.profile import Profile
from gateway.errors import RuleBookError
from gateway.policy import citations
from gateway.policy.book import CLAUSES, RuleBook
from gateway.policy.conditions import CONDITIONS
from gateway.policy.vocabulary import FIELDS

PlaceKind = Literal[
    "rule",
    "term",
    "condition",
    "clock",
    "setting",
    "fact",
    "role",
    "design",
    "workflow",
    "not software",
]

_DESIGN = {
    "law first": "Rules of the law stand before those of a protocol, and no setting moves them",
    "group neutral": "A requester's group changes no answer, but for papers of groups",
    "no body": "A political group is never a body, so its meetings open no papers",
    "grounds": "Every answer names the rules and clauses on which it rests",
    "in turn": "Requests are answered one after the other as they come, whoever asks",
    "in confidence": (
        "Only whoever reports it and the office that it waits for can see it; no list, count, "
        "notice or log tells others, and the offices of those whom it names are passed over"
    ),
    "nobody copied in": "Nobody can be copied into a request, openly or in secret",
    "offices decide": "Only an office that the rules name decides; nobody can order a release",
    "existing papers": "A request is for a paper that the council holds, never for a new one",
    "other routes": "No answer here stops a request under another law, which has its own system; "
    "every refusal says which laws let anybody ask for information or for their own data",
    "no names": "Reasons name no person, group, interest or paper",
}
"""How the whole is made, so that a clause is kept without a rule of its own."""
_WORKFLOW = {
    "role": (
        "Nobody sends a request form without saying in which role they ask, as a ward councillor "
        "or another, and whoever answers is shown it"
    ),
    "checks": "An officer asks before disclosing; the answer releases nothing",
    "notices": "Whoever must be told is told together with the answer, by e-mail as well",
    "consents": (
        "An officer records whose authority is on file, or what a third party says, with the reason"
    ),
    "statements": (
        "The executive's reasons are made from the record of the decision; the members of the "
        "scrutiny committee are told and read them"
    ),
    "holding replies": "Whoever owes an answer may take more time, and says why and until when",
    "findings": "An officer records what they found, with reasons; the request is decided again",
    "disputes": "A dispute is heard stage by stage, and what the last stage decides is binding",
    "conflicts": (
        "A close tie is declared, or whoever acts for an office says that it may not act: the "
        "office stands aside, and another takes over"
    ),
    "advice": "An officer asks for advice on a request, and it is given in confidence",
    "questions": (
        "A councillor or an officer asks the adviser, in confidence if they like, about a paper, a "
        "request or neither; only the two of them can read it, and the log shows only that it was "
        "asked and answered"
    ),
    "departures": "A councillor who does not follow the advice says why, and that is on record",
    "acceptance": "The reader accepts the conditions before anything opens, and that is on record",
    "undertakings": "A promise of confidence is signed before the release that waits for it",
    "onward": "Whoever holds a paper asks before passing it on, and the adviser answers",
    "copies": (
        "When access ends, people are asked to return or destroy their copies, and to certify that "
        "they did"
    ),
    "incidents": "A leak or misuse is recorded; only whoever records it and the adviser can see it",
    "local access rules": (
        "Every refusal, and the gateway's pages of help and of rules, name the council's own "
        "Access to Information Rules and say where they stand. **We have not read them**: the law "
        "from which such rules are made stands here in their place"
    ),
    "log": "The log keeps every request, check and release, with its conditions",
}
"""Steps that the gateway takes today."""
_NOT_SOFTWARE = {
    "news": "officers tell members of what concerns them; no request stands behind it",
    "conduct": "a complaint about conduct has its own procedure; it is no dispute about access",
    "differences": "the Chief Executive settles these; disputes about access have their own stages",
    "election": "the officer who approves a briefing weighs a coming election",
    "asking for a briefing": "a group asks for a briefing in person or by letter",
    "appointments": "the council appoints its statutory officers",
    "the group's record": "an officer reads the group's record and corrects it",
    "talking it over": "the Head of Paid Service and the group's leader talk it over",
    "early sight": "officers brief leaders and chairs in person, before there are papers",
    "asking for a report": "a group asks the Town Clerk; the report is then a paper like others",
    "minutes": "the minutes show the vote; it closes the item to the public, not to members",
    "hours and fees": "reading hours, fees and offences stay with the council",
    "policy document": "the council keeps the policy document that the Act asks for",
    "publishing": "the council publishes notices, agendas and records of decisions itself",
}
"""What people do without the gateway, and why it is left to them."""

WORDS: Mapping[PlaceKind, Mapping[str, str]] = {
    "design": _DESIGN,
    "workflow": _WORKFLOW,
    "not software": _NOT_SOFTWARE,
}
_KNOWN: Mapping[PlaceKind, frozenset[str]] = {
    "term": frozenset(CONDITIONS),
    "condition": frozenset(get_args(Condition)),
    "clock": frozenset(get_args(Clock)),
    "setting": frozenset(field.name for field in msgspec.structs.fields(Profile)),
    "fact": frozenset(name for name in FIELDS if not name.startswith("profile.")),
    "role": frozenset(get_args(Office)),
    **{kind: frozenset(words) for kind, words in WORDS.items()},
}


class Place(Struct, frozen=True):
    """One place: its kind, and the name of what is meant."""

    kind: PlaceKind
    name: str


def read_places(book: RuleBook) -> dict[str, tuple[Place, ...]]:
    """The places that each clause names, besides the rules and settings that quote it.

    Raises RuleBookError, naming file and clause, for a place that is not understood. A rule book is
    not refused for it when it is loaded: places decide nothing, their names change as things are
    built, and the rule books of the past must still be readable.
    """
    rows = frozenset(row.row for council in book.councils.values() for row in council.rows)
    found = {}
    for name, clause in book.clauses.items():
        try:
            found[name] = tuple(_place(text, rows) for text in clause.lives)
        except ValueError as fault:
            raise RuleBookError(f"{name}, lives: {fault}", where=CLAUSES) from fault
    return found


def quoted_by(book: RuleBook) -> frozenset[str]:
    """Every clause id that a row, a profile or the code quotes."""
    ids = set(citations.ALL)
    for council in book.councils.values():
        profile = council.profile
        ids.update(profile.reasons_rules, profile.dispute_rules, profile.advice_rules)
        for row in council.rows:
            ids.update(row.grounds)
    return frozenset(ids)


def _place(text: str, rows: frozenset[str]) -> Place:
    head, _, name = text.partition(": ")
    kind = next((one for one in get_args(PlaceKind) if one == head), None)
    if kind is None:
        kinds = ", ".join(get_args(PlaceKind))
        raise ValueError(f"'{head}' is no kind of place; there are: {kinds}")
    if name not in (rows if kind == "rule" else _KNOWN[kind]):
        raise ValueError(f"there is no {kind} '{name}'")
    return Place(kind, name)
