"""Rule books: what was proposed and adopted here, proposing a new one, and adopting it."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Struct

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework import rule_books
from gateway.casework.rule_book_list import ListedVersion, VersionSort, listed_versions
from gateway.casework.rule_books import texts_of
from gateway.casework.short_lists import Cut
from gateway.store.rule_books import Step

LONGEST = 1024 * 1024
"""Bytes of a rule book as JSON."""
COLUMNS: Final = ("digest", "state", "proposed_at", "proposed_by", "adopted_at", "adopted_by")
PathDigest = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$", max_length=64)]


class AskedRuleBook(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule book that somebody proposes: its texts by file name, as `model.conf`."""

    texts: dict[str, str]


class ShownRuleBook(Struct, frozen=True, kw_only=True):
    """The texts of a rule book, by file name."""

    digest: str
    texts: dict[str, str]


@get("/api/rule-books", sync_to_thread=True)
def list_rule_books(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[VersionSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedVersion]]:
    """Every rule book proposed here, the newest first: by whom, when, and what became of it."""
    with request.office.reading() as reading:
        found = listed_versions(reading, words=words, sort=sort, after=after, limit=limit)
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/rule-books/{digest:str}", sync_to_thread=True)
def show_rule_book(request: Visit, digest: PathDigest) -> ShownRuleBook:
    """The whole text of one, to be read before it is adopted."""
    with request.office.reading() as reading:
        return ShownRuleBook(digest=digest, texts=texts_of(reading, digest))


@post(
    "/api/rule-books",
    request_max_body_size=LONGEST,
    sync_to_thread=True,
)
def propose_rule_book(data: JSONBody[AskedRuleBook], request: Visit) -> Response[Step]:
    """Propose a rule book. Somebody else must adopt it before it counts."""
    step = rule_books.propose(request.office, by=request.user.person, texts=data.texts)
    return Response(step, headers={"Location": f"/api/rule-books/{step.digest}"})


@post("/api/rule-books/{digest:str}/adoption", sync_to_thread=True)
def adopt_rule_book(request: Visit, digest: PathDigest) -> Step:
    """Adopt what somebody else proposed. It decides from now on."""
    return rule_books.adopt(request.office, by=request.user.person, digest=digest)


def _row(one: ListedVersion) -> dict[str, Any]:
    return {
        "digest": one.digest,
        "state": one.state,
        "proposed_at": one.proposed.at,
        "proposed_by": one.proposed_by,
        "adopted_at": one.adopted.at if one.adopted else None,
        "adopted_by": one.adopted_by,
    }
