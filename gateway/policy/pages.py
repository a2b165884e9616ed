"""What the two pages made from the rule book share: its rows in order, and links between them."""

from gateway.policy.book import RuleBook
from gateway.policy.council import Council
from gateway.policy.expressions import Never
from gateway.policy.rules import Row

RULES = "rules.md"
CLAUSES = "clauses.md"


def rows_of(book: RuleBook) -> list[Row]:
    """Every row and hold of the book once, in the order in which they are read."""
    rows = {row.row: row for council in book.councils.values() for row in council.rows}
    return sorted(rows.values(), key=lambda row: (row.act == "hold", row.priority))


def in_force(book: RuleBook, row: Row) -> list[Council]:
    """The councils whose settings let the row match."""
    return [
        council
        for council in book.councils.values()
        if row in council.rows and not isinstance(council.test_of(row), Never)
    ]


def short_title(council: Council) -> str:
    """A council's name as it stands in a list."""
    return council.profile.title.partition(":")[0]


def councils_in_words(book: RuleBook, names: set[str]) -> str:
    """Some of the councils, as words inside a sentence: the few, or all but a few."""
    titles = {one.name: _inside(short_title(one)) for one in book.councils.values()}
    on = [title for name, title in titles.items() if name in names]
    off = [title for name, title in titles.items() if name not in names]
    if not off:
        return "every council"
    if len(off) < len(on):
        return f"every council but {_listed(off)}"
    return _listed(on) if on else "no council"


def _inside(title: str) -> str:
    if title.startswith("City of "):
        return f"the {title}"
    return f"a{title[1:]}" if title.startswith(("A ", "An ")) else title


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def anchor(name: str) -> str:
    """The mark to which a link to `name` leads."""
    return f'<a id="{name.lower()}"></a>'


def link(words: str, name: str, page: str = "") -> str:
    """A link to the mark of `name` on a page (of this one, where none is given)."""
    return f"[{words}]({page}#{name.lower()})"
