"""Facts of which nothing is known yet: a z3 constant for every field, and items when asked for.

What is asked of a collection or of ids is always "is there one that ...". Each such question gets
a witness of its own: the answer is yes exactly when the witness is there and fits. That loses no
facts, because of any facts that satisfy a formula only one witness for each question with the
answer yes need be kept (docs/decisions/009-proofs.md).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import z3

from gateway.policy.expressions import Item
from gateway.policy.proof.kinds import ID, Kind, kind_of
from gateway.policy.proof.logic import TRUE, both, implies
from gateway.policy.vocabulary import COLLECTIONS, FIELDS

MIDDAY = 12 * 60
"""`now`, in minutes from midnight. Only the order of moments and their days count."""
DAY = 24 * 60
REACH = 200
"""Days from today within which every moment lies; far more than there are moments."""


@dataclass(frozen=True, kw_only=True)
class One:
    """A value that may be absent. `settled` holds the value itself where it is no unknown."""

    known: Any
    value: Any
    settled: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Many:
    """A set: `has` says whether it holds a value of the sort. `name` tells it from other sets."""

    has: Callable[[Any], Any]
    name: Hashable
    kind: Kind


Shape = One | Many
Thing = dict[str, Shape]
"""The fields of one item of a collection, by their names in the vocabulary."""


@dataclass(slots=True)
class Question:
    """Is there one that fits? Yes exactly when the witness is there and fits."""

    fits: Callable[[Any], Any]
    witness: Any
    answer: Any


@dataclass(slots=True)
class Unknowns:
    """All constants of a proof, the questions asked of them, and the laws that hold for them."""

    paragraphs: range
    ids: list[Any] = field(default_factory=list)
    laws: list[Any] = field(default_factory=list)
    questions: dict[str, dict[Hashable, Question]] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    _found: list[Any] = field(default_factory=list)
    _compared: set[tuple[int, int]] = field(default_factory=set)

    def fresh(self, name: str) -> Shape:
        """An unknown for a field of the vocabulary."""
        kind = kind_of(name)
        label = self._label(name)
        if kind.many:
            held = z3.Function(label, kind.sort, z3.BoolSort())
            return Many(has=held, name=label, kind=kind)
        value = z3.Const(label, kind.sort)
        self._bound(value, kind)
        known = z3.Bool(f"{label} is known") if kind.optional else TRUE
        return One(known=known, value=value)

    def thing(self, item: Item) -> Thing:
        """An unknown item of a collection."""
        made = {name: self.fresh(name) for name in FIELDS if name.partition(".")[0] == item}
        self.laws += _well_formed(made, self.paragraphs)
        return made

    def is_there(
        self,
        what: str,
        key: Hashable,
        make: Callable[[], Any],
        fits: Callable[[Any], Any],
    ) -> Any:
        """The answer to a question about items or ids; the same key is the same question."""
        asked = self.questions.setdefault(what, {})
        question = asked.get(key)
        if question is None:
            witness = make()
            there = TRUE if what == "id" else z3.Bool(self._label(f"{what} is there"))
            question = asked[key] = Question(fits, witness, both(there, fits(witness)))
        return question.answer

    def new_id(self) -> Any:
        """An id of which nothing is known."""
        made = z3.Const(self._label("id"), ID)
        self.ids.append(made)
        return made

    def all_laws(self) -> list[Any]:
        """What holds for the unknowns: whatever fits a question, the question's witness fits too.

        Asking whether something fits may itself ask further questions, so this goes on until
        nothing new comes up.
        """
        while True:
            pairs = [
                (question, there, thing)
                for what, questions in self.questions.items()
                for question in questions.values()
                for there, thing in self.candidates(what)
                if thing is not question.witness and (id(question), id(thing)) not in self._compared
            ]
            if not pairs:
                return self.laws + self._found
            for question, there, thing in pairs:
                self._compared.add((id(question), id(thing)))
                self._found.append(implies(both(there, question.fits(thing)), question.answer))

    def items(self) -> list[Item]:
        """The collections of which anything is asked."""
        return [item for item in COLLECTIONS if item in self.questions]

    def candidates(self, what: str) -> list[tuple[Any, Any]]:
        """Each item of a collection, or id, with the formula that says whether it is there."""
        if what == "id":
            return [(TRUE, one) for one in self.ids]
        return [(one.answer, one.witness) for one in self.questions[what].values()]

    def _bound(self, value: Any, kind: Kind) -> None:
        if kind.sort == ID:
            self.ids.append(value)
        if kind.unit:
            days = DAY if kind.unit == "moment" else 1
            self.laws += [value >= -REACH * days, value < REACH * days]
        elif kind.sort == z3.IntSort():
            self.laws.append(value >= 0)

    def _label(self, name: str) -> str:
        count = self._names[name] = self._names.get(name, 0) + 1
        return name if count == 1 else f"{name} {count}"


def _well_formed(thing: Thing, paragraphs: range) -> list[Any]:
    """What `wellformed.check_facts` asks of an item."""
    match thing:
        case {"entry.start": One() as start, "entry.ended": One() as ended}:
            later = both(start.known, start.value <= ended.value)
            return [implies(ended.known, later)]
        case {"tag.paragraph": One() as paragraph}:
            return [paragraph.value >= paragraphs[0], paragraph.value <= paragraphs[-1]]
        case _:
            return []
