"""The elements of a list that is kept, or handed over, as JSON: each database has its own way."""

from typing import Any, Self

from sqlalchemy import Boolean, Select, Text, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.sql.operators import OperatorType


class ListElements(GenericFunction[str]):
    """The elements of a JSON list of texts, as a table with the column `value`."""

    inherit_cache = True
    type = Text()
    name = "list_elements"


def elements_of(parameter: str) -> Select[tuple[str]]:
    """The elements of the list that a parameter of that name holds."""
    elements = ListElements(bindparam(parameter, type_=Text)).table_valued("value")
    return select(elements.c.value)


@compiles(ListElements, "sqlite")
def _on_sqlite(element: ListElements, compiler: SQLCompiler, **words: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **words)})"


@compiles(ListElements, "postgresql")
def _on_postgresql(element: ListElements, compiler: SQLCompiler, **words: Any) -> str:
    (column,) = element.clauses
    return f"jsonb_array_elements_text(({compiler.process(column, **words)})::jsonb)"


class IsListed(GenericFunction[bool]):
    """Whether a column is among the elements of a short JSON list: an index leads there.

    PostgreSQL takes a list that is joined to be long, and would look at every row.
    """

    inherit_cache = True
    type = Boolean()
    name = "is_listed"

    def self_group(self, against: OperatorType | None = None) -> Self:  # noqa: ARG002  the signature
        """As it stands: with `= 1` behind it, SQLite would look at every row."""
        return self


@compiles(IsListed, "sqlite")
def _listed_on_sqlite(element: IsListed, compiler: SQLCompiler, **words: Any) -> str:
    column, elements = (compiler.process(part, **words) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({elements}))"  # noqa: S608 - rendered parts


@compiles(IsListed, "postgresql")
def _listed_on_postgresql(element: IsListed, compiler: SQLCompiler, **words: Any) -> str:
    of, _ = element.clauses
    column, elements = (compiler.process(part, **words) for part in element.clauses)
    kind = of.type.compile(compiler.dialect)
    listed = f"SELECT jsonb_array_elements_text(({elements})::jsonb)::{kind}"
    return f"{column} = ANY (ARRAY({listed}))"
