"""Reads a z3 model as facts that `gateway decide` takes."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import z3

from gateway.domain.facts import Facts
from gateway.policy.council import Council
from gateway.policy.expressions import Item
from gateway.policy.proof.any_facts import THIS_COUNCIL
from gateway.policy.proof.kinds import ID, Kind, kind_of
from gateway.policy.proof.plainest import members
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import MIDDAY, Many, Shape, Thing
from gateway.policy.vocabulary import COLLECTIONS, FIELDS

NOW = datetime(2026, 6, 10, 12, 0)  # noqa: DTZ001 - facts are local times
SEGMENT = "paper"
_HEADS = frozenset({"requester", "request", "audience", "segment", "findings", "decision"})
"""How the fields begin that stand in a facts document, besides those of items."""
_UNREAD = {"interest": {"kind": "other_registrable"}}
"""What an item must have although no rule reads it."""


class Reading:
    """A model, with one view of its unknowns, as the facts of one council."""

    def __init__(self, model: Any, view: View, council: Council) -> None:
        self._model = model
        self._view = view
        self._council = council.name

    def true(self, formula: Any) -> bool:
        """Whether a formula holds in the model."""
        return bool(z3.is_true(self._value(formula)))

    def facts(self, title: str) -> Facts:
        """The facts. What the model leaves open is as usual."""
        top: dict[str, Any] = {"id": "found", "title": title, "council": self._council, "now": NOW}
        request: dict[str, Any] = {"audience": {}}
        segment: dict[str, Any] = {"id": SEGMENT, "executive_decision": {}}
        plain = {"requester": {}, "request": request, "findings": {}, "segment": segment}
        for name, shape in self._view.fields.items():
            if name.partition(".")[0] in _HEADS:
                self._put(plain, _path(name), kind_of(name), shape)
        for item, path in COLLECTIONS.items():
            found = [self._item(thing, item) for thing in self._things(item)]
            _set(plain, path, [one for n, one in enumerate(found) if one not in found[:n]])
        if request["type"] != "officer_check":
            del request["audience"]
        if not segment["executive_decision"]:
            del segment["executive_decision"]
        segments = [plain.pop("segment"), *self._tied(segment)]
        return msgspec.convert({**top, **plain, "document": {"segments": segments}}, Facts)

    def _tied(self, segment: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A part that nobody gets, where the segment is tied to one that is not released."""
        if "not_severable" in segment and self.true(self._view.one("sibling_waits").value):
            tie = segment["not_severable"]
            yield {"id": "tied", "not_severable": tie, "confidential": "court_order"}

    def _things(self, item: Item) -> Iterator[Thing]:
        if item not in self._view.emptied and item in self._view.unknowns.questions:
            for there, thing in self._view.unknowns.candidates(item):
                if self.true(there):
                    yield thing
        yield from self._view.added.get(item, ())

    def _item(self, thing: Thing, item: Item) -> dict[str, Any]:
        plain: dict[str, Any] = dict(_UNREAD.get(item, {}))
        for name, shape in thing.items():
            self._put(plain, FIELDS[name].at, kind_of(name), shape)
        return plain

    def _put(self, plain: dict[str, Any], path: str, kind: Kind, shape: Shape) -> None:
        if isinstance(shape, Many):
            possible = members(kind, self._view.unknowns)
            held = {self._read(one, kind) for one in possible if self.true(shape.has(one))}
            _set(plain, path, sorted(held))
        elif self.true(shape.known):
            _set(plain, path, self._read(shape.value, kind))

    def _read(self, constant: Any, kind: Kind) -> Any:
        value = self._value(constant)
        if kind.sort == ID:
            return self._name(value)
        if kind.sort == z3.BoolSort():
            return z3.is_true(value)
        if kind.words:
            return next(word for word, one in kind.words if one.eq(value))
        if kind.unit == "moment":
            return NOW + timedelta(minutes=value.as_long() - MIDDAY)
        if kind.unit == "day":
            return NOW.date() + timedelta(days=value.as_long())
        return value.as_long()

    def _name(self, value: Any) -> str:
        """A name for an id: that of the first unknown which has it."""
        first = next(one for one in self._view.unknowns.ids if self._value(one).eq(value))
        if first.eq(THIS_COUNCIL):
            return self._council
        return re.sub(r"[^a-z0-9]+", "-", str(first))

    def _value(self, constant: Any) -> Any:
        return self._model.eval(constant, model_completion=True)


def _path(name: str) -> str:
    """Where a field stands in a facts document with one segment."""
    at = FIELDS[name].at.removeprefix("facts.")
    return f"request.{at}" if at.startswith("audience.") else at


def _set(plain: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        plain = plain[step]
    plain[last] = value
