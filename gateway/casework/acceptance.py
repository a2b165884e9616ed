"""Conditions are accepted before the first byte: in the rule's own words, by the person, on record.

An acceptance belongs to one release: the document, the request on which it rests, and the
conditions as they stand. Other conditions, and access that was given anew, are accepted anew.
"""

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Text, bindparam, select

from gateway.casework.access import Access, access_of, refusal
from gateway.casework.confidence import in_confidence
from gateway.casework.record import record
from gateway.casework.request_rows import to_json
from gateway.casework.turn import Reading, Turn
from gateway.domain.access import (
    Acceptance,
    AcceptanceForm,
    ConditionsOfPart,
    WordedCondition,
)
from gateway.domain.decision import Condition, SegmentDecision
from gateway.errors import ConditionsError, InputError, NotNowError
from gateway.policy.letters import CONDITIONS
from gateway.policy.life.access import to_accept
from gateway.store import log
from gateway.store.prepared import Prepared
from gateway.store.tables import acceptances

_ACCEPTED: Final = Prepared(
    select(
        acceptances.c.entry,
        acceptances.c.segment,
        acceptances.c.reference,
        acceptances.c.conditions,
        acceptances.c.rule_book,
    )
    .where(
        acceptances.c.person == bindparam("person", type_=Text),
        acceptances.c.document == bindparam("document", type_=Text),
    )
    .order_by(acceptances.c.entry, acceptances.c.segment)
)
_NAMES: Final = msgspec.json.Decoder(tuple[Condition, ...])


class AcceptConditions(Struct, frozen=True, kw_only=True):
    """Somebody accepts the conditions on what is released to them of a document."""

    by: str
    document: str
    form: AcceptanceForm

    def carry_out(self, turn: Turn) -> int:
        """Record it with the words that they read; gives the number of the entry.

        Raises as `access_of`, what `refusal` gives where nothing is released to them, InputError
        for a part that they name and is not, and NotNowError where its conditions are others now.
        """
        access = access_of(turn, self.by, self.document, self.form.request)
        parts = {one.id: access.conditions_on(one) for one in access.parts()}
        if not parts:
            raise refusal(turn, access, None)
        for part in self.form.accepted:
            if part.segment not in parts:
                raise InputError("There is no such part that is open to you.", where="segment")
            if frozenset(part.conditions) != frozenset(parts[part.segment]):
                raise NotNowError("Other conditions stand on this part now: read them again.")
        accepted = {part.segment: parts[part.segment] for part in self.form.accepted}
        rule_book = access.decided.decision.rule_book
        about = {"reference": self.form.request} if self.form.request else {}
        return record(
            turn,
            by=self.by,
            kind="conditions.accepted",
            body={
                "conditions": sorted({one for names in accepted.values() for one in names}),
                "document": self.document,
                "person": self.by,
                "rule_book": rule_book,
                **about,
            },
            committed={"accepted": to_json(_worded(accepted.items())).encode()},
            in_confidence=in_confidence(turn, self.form.request or ""),
            rows=tuple(
                (
                    acceptances,
                    {
                        "segment": segment,
                        "person": self.by,
                        "document": self.document,
                        "reference": self.form.request,
                        "conditions": to_json(names),
                        "rule_book": rule_book,
                    },
                )
                for segment, names in accepted.items()
            ),
        )


def conditions_of(
    reading: Reading, by: str, document: str, reference: str | None
) -> tuple[ConditionsOfPart, ...]:
    """The conditions on what a person may open now, and whether they accepted them.

    Raises as `access_of`, and what `refusal` gives where nothing is released to them.
    """
    access = access_of(reading, by, document, reference)
    parts = access.parts()
    if not parts:
        raise refusal(reading, access, None)
    return _conditions(reading, access, parts)


def refuse_unless_accepted(
    reading: Reading,
    access: Access,
    parts: Iterable[SegmentDecision],
) -> ConditionsError | None:
    """The refusal to somebody who has still to accept conditions on these parts; None: none."""
    missing = tuple(
        one for one in _conditions(reading, access, parts) if one.first and one.accepted is None
    )
    if not missing:
        return None
    words = dict.fromkeys(one.words for part in missing for one in part.conditions)
    return ConditionsError(f"Accept this first: {' '.join(words)}", accept=missing)


def accepted_by(reading: Reading, person: str, document: str) -> tuple[Acceptance, ...]:
    """What a person accepted to open a document, by whichever request, the oldest first."""
    rows = _ACCEPTED.rows(reading.connection, {"person": person, "document": document})
    moments = log.moments_of(reading.connection, {row[0] for row in rows}) if rows else {}
    return tuple(
        Acceptance(
            entry=entry,
            at=moments[entry],
            request=reference,
            segment=segment,
            conditions=_NAMES.decode(names),
            rule_book=rule_book,
        )
        for entry, segment, reference, names, rule_book in rows
    )


def _conditions(
    reading: Reading,
    access: Access,
    parts: Iterable[SegmentDecision],
) -> tuple[ConditionsOfPart, ...]:
    council = reading.rule_book.council(reading.council)
    bound = [(one, names) for one in parts if (names := access.conditions_on(one))]
    if not bound:
        return ()
    found: dict[tuple[str, frozenset[str]], int] = {}
    asked = {"person": access.person, "document": access.document}
    for entry, segment, on, names, _ in _ACCEPTED.rows(reading.connection, asked):
        if on == access.reference and entry > access.given.renewed(segment):
            found[segment, frozenset(_NAMES.decode(names))] = entry
    return tuple(
        ConditionsOfPart(
            segment=one.id,
            conditions=_words(names),
            first=bool(to_accept(council, one, names)),
            accepted=found.get((one.id, frozenset(names))),
        )
        for one, names in bound
    )


def _worded(accepted: Iterable[tuple[str, tuple[Condition, ...]]]) -> list[dict[str, Any]]:
    return [{"segment": segment, "conditions": _words(names)} for segment, names in accepted]


def _words(names: tuple[Condition, ...]) -> tuple[WordedCondition, ...]:
    return tuple(WordedCondition(name, CONDITIONS[name]) for name in names)
