"""Until when access lasts, said by those who watch over it: limited, renewed, ended.

Nothing is ever changed: the newest grant counts, a renewal is a grant of its own that names the one
it takes the place of, and what was revoked stays so until then. All of it is read when somebody
opens a document.
"""

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Final

from msgspec import Struct

from gateway.casework import notices
from gateway.casework.access import Given, ended_in, given_in, is_to_come
from gateway.casework.cases import Case
from gateway.casework.recall import look_again
from gateway.casework.standing import Standing, open_to
from gateway.casework.steps import record_step
from gateway.casework.turn import Turn
from gateway.casework.written import Noted
from gateway.domain.access import GrantForm, Lasts, RevocationForm, ShownGrant
from gateway.domain.casework import Step
from gateway.domain.decision import SegmentDecision
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, to_person
from gateway.errors import InputError, NotNowError
from gateway.policy.life.access import by_law, newest, revoked
from gateway.policy.offices import first_in_precedence
from gateway.store.tables import grants, revocations
from gateway.store.tables.columns import local_text

_TOLD: Final[dict[Step, NoticeKind]] = {
    "limit_access": "access_limited",
    "renew_access": "access_renewed",
    "revoke_access": "access_revoked",
}


class GrantAccess(Struct, frozen=True, kw_only=True):
    """Somebody who watches over access says until when it lasts."""

    by: str
    reference: str
    form: GrantForm

    step: ClassVar[Step] = "limit_access"

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the requester; gives the number of the entry.

        Raises as `open_to`, InputError for a part or an end that there is not, and NotNowError
        where access was limited already and is to be renewed, or the other way about.
        """
        case, stands = open_to(turn, self.reference, self.by, self.step)
        given, (lasts, until) = given_in(turn, case.reference), self._end(turn)
        rows = []
        for part in _parts(turn, case, self.form.segments):
            before = _before(given, part.id)
            if self.step == "renew_access" and before is None:
                raise NotNowError("Nothing was limited or ended that could be renewed.")
            if not self.step == "renew_access" and before is not None:
                raise NotNowError("Access was limited or ended before: renew it instead.")
            if lasts == "meeting" and not is_to_come(turn, case, part.id):
                raise InputError("No meeting on this is to come.", where="lasts")
            row = {
                "reference": case.reference,
                "segment": part.id,
                "lasts": lasts,
                "until": until,
                "renews": before,
            }
            rows.append((grants, row))
        entry = record_step(
            turn,
            case,
            step=self.step,
            by=self.by,
            office=_office(stands),
            words=self.form.words,
            body={"lasts": lasts},
            rows=tuple(rows),
        )
        _tell(turn, case, self.step, entry)
        return entry

    def _end(self, turn: Turn) -> tuple[Lasts, str | None]:
        """Until when it lasts, and the local moment from which it is over as the database keeps it.

        Where nothing is said, the profile of the council says it.
        """
        lasts, last = self.form.lasts, self.form.until
        if lasts is None:
            lasts, last = _usual_end(turn)
        if last is None:
            return lasts, None
        if last < turn.local.date():
            raise InputError("That day is over.", where="until")
        return lasts, local_text(datetime.combine(last + timedelta(days=1), time()))


class RenewAccess(GrantAccess, frozen=True, kw_only=True):
    """The same for access that was limited or ended before: it is given anew."""

    step: ClassVar[Step] = "renew_access"


class RevokeAccess(Struct, frozen=True, kw_only=True):
    """Somebody who watches over access ends it, for a reason that the requester is told."""

    by: str
    reference: str
    form: RevocationForm

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the requester; gives the number of the entry.

        Raises as `open_to`, InputError for a part that there is not, and NotNowError where there is
        no access to end.
        """
        case, stands = open_to(turn, self.reference, self.by, "revoke_access")
        given = given_in(turn, case.reference)
        ended = ended_in(turn, case, case.whole.segments, given)
        parts = [
            one
            for one in _parts(turn, case, self.form.segments)
            if one.released and one.id not in ended
        ]
        if not parts:
            raise NotNowError("There is no access to this that could be ended.")
        entry = record_step(
            turn,
            case,
            step="revoke_access",
            by=self.by,
            office=_office(stands),
            words=self.form.words,
            rows=tuple(
                (revocations, {"reference": case.reference, "segment": one.id}) for one in parts
            ),
        )
        _tell(turn, case, "revoke_access", entry)
        look_again(turn, case.requester, case.asked.document)
        return entry


def shown_grants(case: Case, given: Given, notes: Noted, *, told: bool) -> list[ShownGrant]:
    """What was said of access in a case, the oldest first; of parts that the reader knows of.

    `notes` are those of its steps.
    """
    names = {one.id for one in (case.told if told else case.whole).segments}
    shown = [
        ShownGrant(
            entry=one.entry,
            at=notes.at(one.entry),
            segment=one.segment,
            lasts=one.lasts,
            until=one.until,
            renews=one.renews,
        )
        for one in given.grants
    ] + [
        ShownGrant(
            entry=one.entry,
            at=notes.at(one.entry),
            segment=one.segment,
            lasts=None,
        )
        for one in given.revocations
    ]
    known = [one for one in shown if one.segment in names]
    return sorted(known, key=lambda one: (one.entry, one.segment))


def _usual_end(turn: Turn) -> tuple[Lasts, date | None]:
    """The end that the profile sets, and its day. Raises InputError where it sets none."""
    ends = turn.rule_book.profiles[turn.council].access_ends
    if ends is None:
        detail = "Say until when. This council has set no usual end for access."
        raise InputError(detail, where="lasts")
    if isinstance(ends, int):
        return "day", turn.local.date() + timedelta(days=ends)
    return ends, None


def _before(given: Given, segment: str) -> int | None:
    """The log entry of the grant or the revocation that counts for a part now."""
    end, grant = revoked(given.grants, given.revocations, segment), newest(given.grants, segment)
    if end is not None:
        return end.entry
    return grant.entry if grant is not None else None


def _parts(turn: Turn, case: Case, names: tuple[str, ...]) -> list[SegmentDecision]:
    """The parts that are named; of all, those that the law does not give anyway."""
    council = turn.rule_book.council(turn.council)
    known = {one.id: one for one in case.whole.segments}
    if not names:
        return [one for one in known.values() if not (one.released and by_law(council, one))]
    if not known.keys() >= set(names):
        raise InputError("There is no such part.", where="segments")
    parts = [known[name] for name in dict.fromkeys(names)]
    if any(one.released and by_law(council, one) for one in parts):
        raise InputError("The law gives this part: nobody here can limit that.", where="segments")
    return parts


def _office(stands: Standing) -> Office:
    """The office for which they act: by which they watch over it, or for which it waits."""
    offices = stands.offices.get("keeper") or stands.offices["acting"]
    return first_in_precedence(set(offices))


def _tell(turn: Turn, case: Case, step: Step, entry: int) -> None:
    to = to_person(case.requester)
    notices.tell(turn, kind=_TOLD[step], to=to, about=case.reference, entry=entry)
