"""Changing the rules: what was proposed and adopted, a draft, its effect, the second person."""

import difflib
from collections.abc import Mapping
from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, Search, Visit
from gateway.api.rule_books import LONGEST, PathDigest
from gateway.casework import rule_books
from gateway.casework.replay_counts import SMALLEST, WAYS
from gateway.casework.rule_book_list import VersionSort, listed_versions, named
from gateway.casework.rule_books import (
    BARS,
    State,
    answers_for_rules,
    bar_to_adopting,
    refuse_unless_answerable,
    texts_of,
)
from gateway.errors import BusyError, ConflictError, InputError, NotFoundError
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.lists import ListPage
from gateway.web.rendering import page
from gateway.web.terms import Tag
from gateway.web.told_once import see_other

STATES: Final[Mapping[State, Tag]] = {
    "in_force": ("In force", "green"),
    "replaced": ("Replaced", "grey"),
    "proposed": ("Waits for a second person", "yellow"),
    "lapsed": ("Lapsed", "grey"),
}
AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}
EVERY: Final = 3
"""After how many seconds a page is asked for again while a draft is being tried."""
QueryDigest = Annotated[
    str | None, QueryParameter(name="base", pattern="^[0-9a-f]{64}$", max_length=64)
]


@get("/rules/versions", include_in_schema=False, sync_to_thread=True)
def list_versions(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[VersionSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """Every rule book proposed here, the newest first."""
    with request.office.reading() as reading:
        found = listed_versions(reading, words=words, sort=sort, after=after, limit=AT_ONCE)
        may_change = answers_for_rules(reading, request.user.person)
    listed = ListPage(
        address="/rules/versions",
        api="/api/rule-books",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Name, or part of the digest",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "rule-versions.html",
        title="Changes of the rules",
        list=listed,
        versions=found.items,
        states=STATES,
        may_change=may_change,
    )


@get("/rules/versions/{digest:str}", include_in_schema=False, sync_to_thread=True)
def show_version(request: Visit, digest: PathDigest) -> Response[bytes]:
    """What it changes beside what is in force, what that would flip, and who may adopt it."""
    return _version(request, digest)


@post("/rules/versions/{digest:str}/trial", include_in_schema=False)
async def try_version(request: Visit, digest: PathDigest) -> Redirect | Response[bytes]:
    """Work out what would come out otherwise. The next page says how far it is."""
    trials = request.app.state.trials
    try:
        await sync_to_thread(trials.start, by=request.user.person, digest=digest)
    except (BusyError, InputError) as error:
        errors, status = {"form": error.detail}, error.status
        return await sync_to_thread(_version, request, digest, errors=errors, status=status)
    return see_other(request, f"/rules/versions/{digest}")


@post("/rules/versions/{digest:str}/adoption", include_in_schema=False, sync_to_thread=True)
def adopt_version(request: Visit, digest: PathDigest) -> Redirect:
    """Adopt what somebody else proposed."""
    rule_books.adopt(request.office, by=request.user.person, digest=digest)
    return see_other(request, f"/rules/versions/{digest}", tell="adopted")


@get("/rules/proposal", include_in_schema=False, sync_to_thread=True)
def ask_proposal(
    request: Visit,
    *,
    file: Annotated[str, QueryParameter(max_length=200)] = "",
    base: QueryDigest = None,
) -> Response[bytes]:
    """Choose a file of the rule book, then change its text."""
    return _proposal(request, file, base)


@post("/rules/proposal", include_in_schema=False, request_max_body_size=LONGEST)
async def propose_version(request: Visit) -> Redirect | Response[bytes]:
    """Propose the rule book with that file changed."""
    typed = await read_typed(request)
    file, base, text = typed.one("file"), typed.one("base"), typed.one("text")
    try:
        step = await sync_to_thread(_propose, request, file, base, text)
    except (InputError, ConflictError) as error:
        where = f"{error.where}: " if error.where else ""
        errors = {"text": f"{where}{error.detail}"}
        return await sync_to_thread(
            _proposal, request, file, base or None, text=text, errors=errors, status=REFUSED
        )
    return see_other(request, f"/rules/versions/{step.digest}", tell="proposed")


def _propose(request: Visit, file: str, base: str, text: str) -> Any:
    with request.office.reading() as reading:
        refuse_unless_answerable(reading, request.user.person)
        texts = texts_of(reading, base or reading.rule_book.digest)
    if file not in texts:
        raise InputError("Choose a file of the rule book.")
    return rule_books.propose(request.office, by=request.user.person, texts={**texts, file: text})


def _proposal(
    request: Visit, file: str, base: str | None, *, text: str | None = None, **how: Any
) -> Response[bytes]:
    with request.office.reading() as reading:
        refuse_unless_answerable(reading, request.user.person)
        texts = texts_of(reading, base or reading.rule_book.digest)
    chosen = file if file in texts else ""
    return page(
        request,
        "rule-proposal.html",
        title="Propose a change of the rules",
        files={"": "Choose a file"} | {name: name for name in texts},
        file=chosen,
        base=base or "",
        text=texts.get(chosen, "") if text is None else text,
        typed=Typed({"file": (chosen,)}),
        **how,
    )


def _version(request: Visit, digest: str, **how: Any) -> Response[bytes]:
    person = request.user.person
    with request.office.reading() as reading:
        found = named(reading)
        version = next((one for one in found if one.digest == digest), None)
        if version is None:
            raise NotFoundError("No rule book of that digest was ever proposed here.")
        answerable = answers_for_rules(reading, person)
        bar = bar_to_adopting(reading, person, version.proposed)
        in_force = next(one for one in found if one.state == "in_force")
        before, after = texts_of(reading, in_force.digest), texts_of(reading, digest)
    trial = request.app.state.trials.of(digest) if answerable else None
    response = page(
        request,
        "rule-version.html",
        title="A draft of the rules" if version.state == "proposed" else "A version of the rules",
        version=version,
        states=STATES,
        changes=_changes(before, after),
        answerable=answerable,
        bar=bar,
        bars=BARS,
        trial=trial,
        stale=trial is not None and trial.in_force not in ("", in_force.digest),
        ways=WAYS,
        smallest=SMALLEST,
        every=EVERY,
        **how,
    )
    if trial is not None and trial.state == "running":
        response.headers["refresh"] = str(EVERY)
    return response


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """By file, the lines that are taken away (-) and those that come (+)."""
    changed = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    return {
        name: [
            line
            for line in difflib.unified_diff(
                before.get(name, "").splitlines(),
                after.get(name, "").splitlines(),
                n=0,
                lineterm="",
            )
            if not line.startswith(("---", "+++", "@@"))
        ]
        for name in changed
    }
