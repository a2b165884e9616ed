"""Concrete facts told to z3 in full, so that its answer on them can be compared with the engine's.

Every unknown is pinned to the value that the facts have; a witness may only be one of the items
that the facts list. If z3 then finds nothing, the proofs would overlook these facts.
"""

from datetime import date, datetime
from operator import attrgetter

import z3

from gateway.policy.case import Case
from gateway.policy.proof.any_facts import THIS_COUNCIL, given
from gateway.policy.proof.kinds import ID, kind_of
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import DAY, MIDDAY, Many, One
from gateway.policy.vocabulary import COLLECTIONS, FIELDS, getter

_WORKED_OUT = ("profile.", "now", "today", "council", "second_look", "row", "reader.")


class Pinned:
    """The formulas that say that the unknowns of a view are the facts of one case."""

    def __init__(self, view: View, case: Case, *, sibling_waits: bool = False) -> None:
        self._view = view
        self._unknowns = view.unknowns
        self._case = case
        self._clock = clock(case)
        self._names: dict[str, z3.ExprRef] = {case.council: THIS_COUNCIL}
        self.formulas = [view.one("sibling_waits").value == sibling_waits]
        for name, shape in view.fields.items():
            if not name.startswith(_WORKED_OUT) and name != "sibling_waits":
                self.formulas += self._pin(name, shape, getter(name)(case))
        self._pin_items()
        self._pin_ids()

    def _pin_items(self) -> None:
        """The items that the facts list are all the items there are."""
        listed = {
            item: [self._thing(item, one) for one in attrgetter(path)(self._case)]
            for item, path in COLLECTIONS.items()
        }
        done: set[tuple[str, int]] = set()
        while True:
            self._unknowns.all_laws()
            left = [
                (item, place, question)
                for item in self._unknowns.items()
                for place, question in enumerate(list(self._unknowns.questions[item].values()))
                if (item, place) not in done
            ]
            if not left:
                return
            for item, place, question in left:
                done.add((item, place))
                things = listed[item]
                same = [self._same(question.witness, thing) for thing in things]
                self.formulas.append(z3.Implies(question.answer, z3.Or(same)))
                self.formulas += [
                    z3.Implies(question.fits(thing), question.answer) for thing in things
                ]

    def _pin_ids(self) -> None:
        """No id stands for anything but a name in the facts."""
        names = list(self._names.values())
        self.formulas.append(z3.Distinct(names))
        self.formulas += [z3.Or([one == name for name in names]) for one in self._unknowns.ids]
        for name, shape in self._view.fields.items():
            if isinstance(shape, Many) and kind_of(name).sort == ID:
                self.formulas += self._holds_only(shape, getter(name)(self._case))

    def _thing(self, item, one):
        """An item of the facts; what it leaves open is no value at all."""
        values = {
            name: getattr(one, FIELDS[name].at) for name in FIELDS if name.partition(".")[0] == item
        }
        return {
            name: One(known=z3.BoolVal(True), value=self._constant(name, value))
            if value is not None
            else given(name, None)
            for name, value in values.items()
        }

    def _same(self, witness, thing):
        """A witness is this item of the facts."""
        return z3.And(
            [
                z3.And(
                    mine.known == theirs.known,
                    z3.Or(z3.Not(mine.known), mine.value == theirs.value),
                )
                for mine, theirs in ((witness[name], thing[name]) for name in thing)
            ]
        )

    def _pin(self, name, shape, value):
        kind = kind_of(name)
        if isinstance(shape, Many):
            if kind.sort == ID:
                for one in value:
                    self._id(one)
                return []
            return [
                shape.has(constant) == z3.BoolVal(word in value) for word, constant in kind.words
            ]
        if value is None:
            return [z3.Not(shape.known)]
        return [shape.known, shape.value == self._constant(name, value)]

    def _holds_only(self, shape, values):
        return [
            shape.has(constant) == z3.BoolVal(name in values)
            for name, constant in self._names.items()
        ]

    def _constant(self, name, value):
        kind = kind_of(name)
        if isinstance(value, datetime):
            return z3.IntVal(self._clock[value])
        if isinstance(value, date):
            return z3.IntVal((value - self._case.today).days)
        if kind.sort == ID:
            return self._id(value)
        return kind.constant(value)

    def _id(self, value: str):
        if value not in self._names:
            made = self._names[value] = z3.Const(f"'{value}'", ID)
            self._unknowns.ids.append(made)
        return self._names[value]


def clock(case: Case) -> dict[datetime, int]:
    """Each moment of a case as z3 tells it: order and days stay, and now becomes midday."""
    segment = case.segment
    moments = {case.now, *(one.meeting for one in case.requester.substitutes)}
    moments |= {one for entry in segment.business for one in (entry.start, entry.ended) if one}
    if segment.executive_decision is not None:
        moments.add(segment.executive_decision.made)
    found = {}
    for day in {one.date() for one in moments}:
        of_day = sorted(one for one in moments if one.date() == day)
        anchor = of_day.index(case.now) if case.now in of_day else 0
        away = max(-100, min(100, (day - case.today).days))
        for place, moment in enumerate(of_day):
            found[moment] = away * DAY + MIDDAY + place - anchor
    return found
