"""The elements of a list that is kept, or handed over, as JSON: each database has its own way."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class ListElements(GenericFunction[str]):
    """The elements of a JSON list of texts, as a table with the column `value`."""

    inherit_cache = True
    type = Text()
    name = "list_elements"


@compiles(ListElements, "sqlite")
def _on_sqlite(element: ListElements, compiler: SQLCompiler, **words: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **words)})"


@compiles(ListElements, "postgresql")
def _on_postgresql(element: ListElements, compiler: SQLCompiler, **words: Any) -> str:
    (column,) = element.clauses
    return f"jsonb_array_elements_text(({compiler.process(column, **words)})::jsonb)"
