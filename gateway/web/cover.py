"""Who acts in whose place: deputies, absences, and who is close to whom."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect
from msgspec import Struct

from gateway.api.incoming import Search, Visit
from gateway.casework.cover import (
    DeclareRelationship,
    NameDeputy,
    RecordAbsence,
    deputies_named,
    relationships_seen_by,
)
from gateway.casework.people import PersonView, people_in_register, people_named
from gateway.casework.rule_books import answers_for_rules
from gateway.domain.case_forms import AbsenceForm, DeputyForm, RelationshipForm
from gateway.errors import NotAllowedError
from gateway.policy.words import OFFICES
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
_MISSING: Final = {
    "office": "Choose the office.",
    "person": "Find the person by name, and choose them.",
    "other": "Find the person by name, and choose them.",
    "first": "Write the first day.",
    "last": "Write the last day.",
}


@get("/cover", include_in_schema=False, sync_to_thread=True)
def show_cover(request: Visit) -> Response[bytes]:
    """Deputies of today and of days to come, and the relationships that the caller may see."""
    person = request.user.person
    with request.office.reading() as reading:
        deputies = deputies_named(reading)
        close = relationships_seen_by(reading, person)
        ids = [one.person for one in deputies]
        ids += [person for one in close for person in (one.person, one.other)]
        names = {one.id: one.name for one in people_named(reading, ids)}
        answers = answers_for_rules(reading, person)
    return page(
        request,
        "cover.html",
        title="Who stands in for whom",
        deputies=deputies,
        close=close,
        names=names,
        answers=answers,
    )


@get("/cover/deputies", include_in_schema=False, sync_to_thread=True)
def ask_deputy(request: Visit, *, words: Search = "") -> Response[bytes]:
    """Who deputises, for which office, on which days."""
    return _form(request, "deputy", words=words)


@post("/cover/deputies", include_in_schema=False)
async def name_deputy(request: Visit) -> Redirect | Response[bytes]:
    """Name them."""
    return await _send(
        request,
        "deputy",
        DeputyForm,
        lambda by, form: NameDeputy(by=by, deputy=form),
    )


@get("/cover/absences", include_in_schema=False, sync_to_thread=True)
def ask_absence(request: Visit) -> Response[bytes]:
    """From when until when the caller is away."""
    return _form(request, "absence")


@post("/cover/absences", include_in_schema=False)
async def record_absence(request: Visit) -> Redirect | Response[bytes]:
    """Record it."""
    return await _send(
        request, "absence", AbsenceForm, lambda by, form: RecordAbsence(by=by, absence=form)
    )


@get("/cover/relationships", include_in_schema=False, sync_to_thread=True)
def ask_relationship(request: Visit, *, words: Search = "") -> Response[bytes]:
    """To whom the caller is close."""
    return _form(request, "relationship", words=words)


@post("/cover/relationships", include_in_schema=False)
async def declare_relationship(request: Visit) -> Redirect | Response[bytes]:
    """Declare it."""
    return await _send(
        request,
        "relationship",
        RelationshipForm,
        lambda by, form: DeclareRelationship(by=by, declared=form),
        person=None,
        same_person=False,
    )


_TITLES: Final = {
    "deputy": "Name a deputy",
    "absence": "Say when you are away",
    "relationship": "Declare that you are close to somebody",
}


async def _send(
    request: Visit, which: str, kind: type[Struct], command: Any, **given: Any
) -> Redirect | Response[bytes]:
    typed = await read_typed(request)
    form, errors = fill(kind, typed, missing=_MISSING, **given)
    status = REFUSED
    if form is not None:
        fields = frozenset(kind.__struct_fields__)
        _, errors, status = await attempt(
            request, command(request.user.person, form), beside=fields
        )
        if not errors:
            return see_other(request, "/cover", tell="recorded")
    return await sync_to_thread(
        _form,
        request,
        which,
        words=typed.one("q"),
        typed=typed,
        errors=errors,
        status=status,
    )


def _form(
    request: Visit, which: str, *, words: str = "", typed: Typed | None = None, **how: Any
) -> Response[bytes]:
    with request.office.reading() as reading:
        if which == "deputy" and not answers_for_rules(reading, request.user.person):
            raise NotAllowedError("Whoever answers for the rules names deputies.")
        found: tuple[PersonView, ...] = ()
        if words:
            found = people_in_register(reading, words=words, limit=AT_ONCE).items
    return page(
        request,
        f"cover-{which}.html",
        title=_TITLES[which],
        found={one.id: one.name for one in found if one.id != request.user.person},
        searched=words,
        offices={"": "Choose"} | OFFICES,
        typed=typed or Typed(),
        **how,
    )
