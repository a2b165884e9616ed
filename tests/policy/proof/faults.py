"""Faults of one line, put into a rule or a condition on purpose; each breaks an invariant."""

from dataclasses import dataclass

from gateway.policy.book import INVARIANTS as FILE
from gateway.policy.book import RuleBook, shipped
from gateway.policy.expressions import Expression, Is, Named, Not, Present, both
from gateway.policy.proof.claims import Subject
from gateway.policy.proof.promises import read_promises
from gateway.policy.proof.prove import INVARIANTS, prove_one
from tests.policy.books import line_of, with_text


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What breaks which invariant, in which council."""

    breaks: str
    council: str

    def book(self) -> RuleBook:
        """The rule book with the fault in it."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class InRow(Fault):
    """In the line of a row, something is written in the place of something else."""

    row: str
    old: str
    new: str

    def book(self) -> RuleBook:
        """The rule book with the line changed."""
        file, line = line_of(self.row, self.council)
        changed = line.replace(self.old, self.new, 1)
        assert line != changed
        return RuleBook(with_text(file, line, changed, self.council))


@dataclass(frozen=True, kw_only=True)
class InCondition(Fault):
    """A condition means something else."""

    condition: str
    means: Expression

    def book(self) -> RuleBook:
        """The rule book as it is: its rows ask for the condition by name."""
        return RuleBook(with_text("model.conf", "", "", self.council))


IN_ROWS = (
    InRow(
        breaks="2", council="england", row="P1", old="prohibited ", new="prohibited & not public "
    ),
    InRow(
        breaks="3", council="england", row="Z1", old="first_decider, -     ", new="refuse, stages"
    ),
    InRow(breaks="5", council="wolverhampton", row="D1", old=" & not group_barred", new=""),
    InRow(breaks="6", council="rutland", row="R4", old="not_in_office", new="outsider"),
    InRow(
        breaks="8", council="borough", row="S6", old=", -         , R2012", new=", standard, R2012"
    ),
    InRow(breaks="9", council="england", row="S8", old="member ", new="seat_holder "),
    InRow(
        breaks="10",
        council="oxford",
        row="S7",
        old="allow, release       , -",
        new="deny, refuse, stages",
    ),
    InRow(breaks="13", council="lydney", row="L2", old="determiner", new="monitoring_officer"),
    InRow(breaks="15", council="england", row="L17", old="s100f_link", new="grouped & s100f_link"),
    InRow(
        breaks="17", council="wales", row="S1", old="s100f_link", new="not wrongdoing & s100f_link"
    ),
    InRow(breaks="18", council="england", row="L11", old="bad_faith", new="not bad_faith"),
    InRow(breaks="19", council="oxford", row="L10", old="not body_member", new="body_member"),
    InRow(breaks="20", council="borough", row="N11", old="need_passed", new="not need_rejected"),
    InRow(breaks="23", council="england", row="N3", old="severe_effect", new="need_found"),
    InRow(
        breaks="promise-of-confidence",
        council="england",
        row="H8",
        old="protocol | determined | discretion",
        new="determined | discretion",
    ),
)
IN_CONDITIONS = (
    InCondition(
        breaks="2",
        council="england",
        condition="prohibition_open",
        means=both(
            Is("segment.confidential", "enactment"),
            Not(Present("findings.order_covers_members")),
        ),
    ),
    InCondition(
        breaks="6",
        council="england",
        condition="not_in_office",
        means=Is("requester.standing", "former"),
    ),
    InCondition(
        breaks="private-papers",
        council="england",
        condition="own_private",
        means=Present("segment.advice_to"),
    ),
    InCondition(
        breaks="19",
        council="england",
        condition="need_not_asserted",
        means=Is("request.purpose", "none"),
    ),
)


def tried(fault: Fault):
    """What became of the invariant that a fault breaks."""
    book = fault.book()
    own = read_promises((shipped() / FILE).read_text(encoding="utf-8"))
    invariants = INVARIANTS.get(fault.breaks) or (own[fault.breaks],)
    return prove_one(Subject(book, book.councils[fault.council]), fault.breaks, invariants)


def faulty(fault: InCondition) -> Named:
    """The condition as the fault has it."""
    return Named(fault.condition, fault.means)
