"""Changing the rule book: one person proposes a new one, another adopts it, and it is in force.

Both hold an office that answers for the rules. A proposal is made against the rule book in force:
when another one comes into force, it lapses and must be made again.
"""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from gateway.casework.known import known_posts
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.casework.writer import Office
from gateway.domain.clean_text import clean
from gateway.domain.people import HeldOffice
from gateway.errors import (
    BusyError,
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    RuleBookError,
)
from gateway.policy.book import RuleBook
from gateway.policy.life.own_cause import same_people
from gateway.policy.lint import findings
from gateway.store import rule_books
from gateway.store.rule_books import Step

LONGEST: Final = 512 * 1024
"""How many characters the texts of a rule book may have together."""
_ALWAYS: Final[frozenset[HeldOffice]] = frozenset(
    {"monitoring_officer", "deputy_monitoring_officer"}
)
"""Who answers for the rules of every council, besides its profile's adviser and determiner."""

State = Literal["in_force", "replaced", "proposed", "lapsed"]
Bar = Literal["own", "proposer_left"]
"""Why somebody who answers for the rules may not adopt a proposal."""
BARS: Final[dict[Bar, str]] = {
    "own": "You proposed it, so somebody else must adopt it.",
    "proposer_left": "Whoever proposed it no longer holds an office that may.",
}


class Version(Struct, frozen=True, kw_only=True):
    """A rule book once proposed here. Who set the gateway up proposed and adopted the first one."""

    digest: str
    state: State
    proposed: Step
    adopted: Step | None


def propose(office: Office, *, by: str, texts: Mapping[str, str]) -> Step:
    """Propose the rule book that these texts (by file name) make up.

    Raises NotAllowedError for somebody without such an office, InputError, with file and line, for
    texts that are not fully understood or have a finding, ConflictError for a rule book that is in
    force or proposed already.
    """
    with office.reading() as reading:
        refuse_unless_answerable(reading, by)
        council = reading.council
    # Looking at it takes a while, so it is done before the writer's turn.
    return office.carry_out_now(ProposeRuleBook(by=by, rule_book=checked(texts, council)))


def adopt(office: Office, *, by: str, digest: str) -> Step:
    """Adopt what somebody else proposed: from the next transaction on it is in force, everywhere.

    Raises NotAllowedError for the proposer and for somebody without such an office, NotFoundError
    when no such rule book is proposed now, InputError when this version of the gateway does not
    understand it.
    """
    with office.reading() as reading:
        refuse_unless_answerable(reading, by)
        _proposal(reading, digest)
        rule_book = checked(rule_books.texts_of(reading.connection, digest), reading.council)
        reading.rule_books.add(rule_book)
    return office.carry_out_now(AdoptRuleBook(by=by, digest=rule_book.digest))


class ProposeRuleBook(Struct, frozen=True, kw_only=True):
    """Somebody proposes a rule book that was looked at already."""

    by: str
    rule_book: RuleBook

    def carry_out(self, turn: Turn) -> Step:
        """Record it, with its whole text when the log does not hold that yet."""
        refuse_unless_answerable(turn, self.by)
        digest = self.rule_book.digest
        if digest == rule_books.digest_in_force(turn.connection):
            raise ConflictError("This rule book is in force already.")
        if rule_books.open_proposal(turn.connection, digest) is not None:
            raise ConflictError("This rule book is proposed already. Somebody else may adopt it.")
        return rule_books.propose(
            turn.connection, turn.log, by=self.by, moment=turn.moment, rule_book=self.rule_book
        )


class AdoptRuleBook(Struct, frozen=True, kw_only=True):
    """Somebody else adopts a rule book that is proposed."""

    by: str
    digest: str

    def carry_out(self, turn: Turn) -> Step:
        """Record it. Both people must be two, and hold such an office at this moment."""
        refuse_unless_answerable(turn, self.by)
        proposal = _proposal(turn, self.digest)
        if bar := bar_to_adopting(turn, self.by, proposal):
            raise NotAllowedError(BARS[bar])
        return rule_books.adopt(
            turn.connection, turn.log, by=self.by, moment=turn.moment, proposal=proposal
        )


def bar_to_adopting(reading: Reading, person: str, proposal: Step) -> Bar | None:
    """What bars somebody who answers for the rules from adopting a proposal; None: nothing does.

    Two entries of the register for the same human being are one person.
    """
    if person in same_people(frozenset({proposal.by}), known_posts(reading).aliases):
        return "own"
    return None if answers_for_rules(reading, proposal.by) else "proposer_left"


def versions(reading: Reading) -> tuple[Version, ...]:
    """Every rule book proposed here, the newest proposal first."""
    found = rule_books.history(reading.connection)
    in_force = max(adopted.entry for _, adopted in found if adopted)
    return tuple(
        Version(
            digest=proposed.digest,
            state=_state(proposed, adopted, in_force),
            proposed=proposed,
            adopted=adopted,
        )
        for proposed, adopted in found
    )


def texts_of(reading: Reading, digest: str) -> dict[str, str]:
    """The texts of a rule book once proposed here. Raises NotFoundError for any other."""
    try:
        return rule_books.texts_of(reading.connection, digest)
    except RuleBookError as fault:
        raise NotFoundError("No rule book of that digest was ever proposed here.") from fault


def checked(texts: Mapping[str, str], council: str) -> RuleBook:
    """The rule book of these texts, when it may come into force for the council.

    Raises InputError for what is too long, is not clean text, is not fully understood, fails its
    self-test, or has a finding.
    """
    if sum(map(len, texts.values())) > LONGEST:
        raise InputError(f"The texts have more than {LONGEST} characters together.")
    for file, text in texts.items():
        if clean(text, where=file) != text:
            raise InputError("The text is not in Unicode's composed form (NFC).", where=file)
    try:
        rule_book = RuleBook(dict(texts))
        found = findings(rule_book)
    except RuleBookError as fault:
        raise InputError(fault.detail, where=fault.where) from fault
    if found:
        raise InputError("; ".join(found), where="policies")
    if council not in rule_book.profiles:
        raise InputError(
            "There is no profile of this council.", where=f"policies/councils/{council}"
        )
    return rule_book


def refuse_unless_answerable(reading: Reading, person: str) -> None:
    """Raises NotAllowedError for anybody without an office that answers for the rules."""
    if not answers_for_rules(reading, person):
        raise NotAllowedError(
            "Only the Monitoring Officer, a deputy, and the council's adviser and determiner may "
            "change the rule book."
        )


def answers_for_rules(reading: Reading, person: str) -> bool:
    """Whether somebody holds an office that answers for the rules."""
    known = known_person(reading, person)
    if known is None or known.requester.standing != "current":
        return False
    return bool(known.offices & _answerable(reading))


def _answerable(reading: Reading) -> frozenset[HeldOffice]:
    """The offices that answer for the rules, also while the rule book in force cannot be used."""
    try:
        profile = reading.rule_book.profiles[reading.council]
    except BusyError:
        return _ALWAYS
    return _ALWAYS | {profile.adviser, profile.determiner}


def _proposal(reading: Reading, digest: str) -> Step:
    proposal = rule_books.open_proposal(reading.connection, digest)
    if proposal is None:
        raise NotFoundError("No rule book of that digest is proposed now.")
    return proposal


def _state(proposed: Step, adopted: Step | None, in_force: int) -> State:
    if adopted is None:
        return "proposed" if proposed.entry > in_force else "lapsed"
    return "in_force" if adopted.entry == in_force else "replaced"
