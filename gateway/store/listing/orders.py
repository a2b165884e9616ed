"""The orders of a list, and where a page goes on: each document has a place in each order."""

from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Integer, Select, Text, bindparam, func, select, tuple_

from gateway.store.listing.asker import AMONG, given_list
from gateway.store.listing.operands import Clause
from gateway.store.prepared import Prepared
from gateway.store.tables import documents

Order = Literal["newest", "oldest"]
Sort = Literal[Order, "title"]
"""By when a document was registered, or by its title, in capitals or not."""
Place = tuple[str, str]
"""What the order goes by (the moment as it is kept, the title in small letters), and the id."""
START: Final[dict[Sort, Place]] = {"newest": ("~", "~"), "oldest": ("0", ""), "title": ("", "")}
"""What stands before every place."""

TITLE: Final[ColumnElement[str]] = func.lower(documents.c.title)
_COLUMNS: Final[dict[Sort, tuple[ColumnElement[Any], ColumnElement[str]]]] = {
    "newest": (documents.c.registered_at, documents.c.id),
    "oldest": (documents.c.registered_at, documents.c.id),
    "title": (TITLE, documents.c.id),
}


def places_after(sort: Sort, *where: Clause) -> Prepared:
    """The places of documents after `after` (its parts `after_0` and `after_1`), `most` of them."""
    place = tuple_(*_COLUMNS[sort])
    after = tuple_(*(bindparam(f"after_{part}", type_=Text) for part in range(2)))
    beyond = place < after if sort == "newest" else place > after
    return Prepared(_in_order(sort).where(beyond, *where).limit(bindparam("most", type_=Integer)))


def _in_order(sort: Sort) -> Select[Any]:
    columns = _COLUMNS[sort]
    order = [column.desc() if sort == "newest" else column for column in columns]
    return select(*columns).order_by(*order)


PLACES: Final = {sort: places_after(sort) for sort in ("newest", "oldest", "title")}
"""For each order the places of all documents after one."""
PLACES_BY_TITLE: Final = Prepared(
    _in_order("title").where(documents.c.id.in_(select(given_list(AMONG).c.value)))
)
"""The places of the documents `among`, in the order of titles."""
