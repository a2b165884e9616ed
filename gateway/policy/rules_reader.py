"""Reads policy files, and refuses any line that it does not fully understand.

Casbin's own loader drops a line with an unknown prefix, ignores a misspelt effect and keeps
quotes, and each of these grants access. So every line is checked here, column by column, before
Casbin sees it.
"""

import re
from typing import Any, cast, get_args, get_type_hints

from gateway.domain.facts import RequestType
from gateway.domain.profile import Profile
from gateway.errors import RuleBookError
from gateway.policy.rules import (
    COLUMNS,
    LAYERS,
    NEXTS,
    Act,
    Forum,
    Layer,
    Row,
    RowCondition,
    what_expression,
    when_expression,
    where_expression,
    who_expression,
)

LOCAL_LAYERS = frozenset({"protocol", "limit", "discretion"})
"""The layers in which a council may have rows of its own: no local row cuts down the law."""
STATUTORY_LAYERS = frozenset({"redirect", "prohibition", "public", "statute"})
LEGAL_SETTINGS = frozenset({"all", "authority_type", "exemption_scheme", "executive_arrangements"})
"""What the Where of the statutory layers may read (section 1)."""
SECOND_LOOK = "T1"
"""The row of a segment that waits because its marks were never tested (section 8)."""
_ONLY_OF_HOLDS = frozenset({"casework_row", "inseparable"})
TAGS = "TAGS"
"""Stands for the ids of the exempt tags in effect."""
_ROW_ID = re.compile(r"[A-Z]{1,12}[0-9]{0,3}[a-z]?")
_PLAIN = re.compile(r"[A-Za-z0-9_.|&= -]+")


def read_rows(file: str, text: str, *, clauses: frozenset[str], council: bool) -> list[Row]:
    """The rows of one policy file, in the order of the file.

    `clauses` are the ids that may be cited; `council` says that the file is a council's own.
    Raises RuleBookError, with file, line and reason, for anything not fully understood.
    """
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            _check_characters(line)
            if line.strip(" ") and not line.startswith("#"):
                rows.append(_row(file, number, line, clauses=clauses, council=council))
        except ValueError as fault:
            raise RuleBookError(str(fault), where=f"{file}, line {number}") from fault
    return rows


def check_together(rows: list[Row]) -> None:
    """Checks what no single line shows: order, unique ids, and a last row that never releases.

    Raises RuleBookError.
    """
    for name in ("priority", "row"):
        _check_unique(rows, name)
    order = sorted(rows, key=lambda row: row.priority)
    rules = [row for row in order if row.act == "release"]
    places = [LAYERS.index(row.layer) for row in rules]
    for earlier, later, row in zip(places, places[1:], rules[1:], strict=False):
        if later < earlier:
            raise RuleBookError(
                f"row {row.row} of layer {row.layer} comes after a later layer", where=_at(row)
            )
    _check_last(rules, ("default",), "deny")
    _check_last([row for row in order if row.act == "hold"], LAYERS, "allow")


def _check_unique(rows: list[Row], name: str) -> None:
    seen: dict[Any, Row] = {}
    for row in rows:
        value = getattr(row, name)
        if value in seen:
            raise RuleBookError(
                f"{name} {value} is used already, in {_at(seen[value])}", where=_at(row)
            )
        seen[value] = row


def _check_last(rows: list[Row], layers: tuple[Layer, ...], eft: str) -> None:
    if not rows:
        raise RuleBookError("there are no rows, so nothing could be decided", where="policies")
    last = rows[-1]
    columns = (last.eft, last.who, last.what, last.use, last.where, last.when)
    if columns != (eft, "any", "any", "any", "all", "always") or last.layers != layers:
        raise RuleBookError(f"the last row must always match with '{eft}'", where=_at(last))
    for row in rows[:-1]:
        if row.act == "hold" and row.eft == eft:
            raise RuleBookError("only the last hold row may say 'allow'", where=_at(row))


def _at(row: Row) -> str:
    return f"{row.file}, line {row.line}"


def _check_characters(line: str) -> None:
    """Raises ValueError for a character that an editor or Casbin could read as a line's end."""
    if not line.isprintable():
        raise ValueError("the line holds a character that is not printable")


def _row(file: str, number: int, line: str, *, clauses: frozenset[str], council: bool) -> Row:
    columns = [column.strip(" ") for column in line.split(",")]
    if columns[0] != "p":
        raise ValueError("a line begins with 'p' or with '#'")
    if len(columns) != COLUMNS + 1:
        raise ValueError(f"there are {len(columns) - 1} columns, not {COLUMNS}")
    for column in columns[1:]:
        if not _PLAIN.fullmatch(column):
            raise ValueError("a column is empty or holds a character that no column may hold")
    (priority, row, act, layers, who, what, use, where, when, eft, then, forum, conditions, ids) = (
        columns[1:]
    )
    read = Row(
        priority=_number(priority),
        row=_matching(_ROW_ID, row, "row id"),
        act=cast("Act", _one_of(act, get_args(Act), "act")),
        layers=tuple(_one_of(layer, LAYERS, "layer") for layer in layers.split(" | ")),
        who=_known(who, who_expression, "Who"),
        what=_known(what, what_expression, "What"),
        use=_one_of(use, ("any", *get_args(RequestType)), "Use"),
        where=_where(where),
        when=_known(when, when_expression, "When"),
        eft=cast("Any", _one_of(eft, ("allow", "deny"), "effect")),
        next=_one_of(then, sorted(NEXTS), "Next"),
        forum=cast("Forum", _one_of(forum, get_args(Forum), "Forum")),
        conditions=_list(conditions, get_args(RowCondition), "condition"),
        grounds=_list(ids, (*clauses, TAGS), "clause id"),
        file=file,
        line=number,
    )
    _check_sense(read, council=council)
    return read


def _check_sense(row: Row, *, council: bool) -> None:
    """Raises ValueError where columns that are right by themselves make no sense together."""
    rule, key = row.act == "release", row.where.partition(" = ")[0]
    for wrong, reason in (
        (
            (row.eft == "allow") != (row.next == "release"),
            "Next is 'release' exactly where the effect is 'allow'",
        ),
        (
            (row.forum != "-") != (row.next == "refuse"),
            "a Forum stands exactly where Next is 'refuse'",
        ),
        (rule and len(row.layers) != 1, "a rule stands in exactly one layer"),
        (not rule and row.next == "refuse", "a hold never refuses"),
        (not rule and bool(row.conditions), "a hold attaches no condition"),
        (rule and not row.grounds, "a rule cites at least one clause"),
        (row.row == SECOND_LOOK, f"'{SECOND_LOOK}' means the second look and is no row's id"),
        (
            rule and not _ONLY_OF_HOLDS.isdisjoint(_named(row.when)),
            "that condition is known only when holds are asked",
        ),
        (
            not STATUTORY_LAYERS.isdisjoint(row.layers) and key not in LEGAL_SETTINGS,
            "no local setting may cut down what the law gives",
        ),
        (
            council and (not rule or row.layer not in LOCAL_LAYERS),
            f"a council's own row stands in one of: {', '.join(sorted(LOCAL_LAYERS))}",
        ),
    ):
        if wrong:
            raise ValueError(reason)


def _named(when: str) -> set[str]:
    return {term.removeprefix("not ") for term in when.split(" & ")}


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise ValueError("the priority is a whole number from 1 to 999999")
    return int(text)


def _matching(pattern: re.Pattern[str], text: str, name: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"'{text}' is no {name}")
    return text


def _one_of(text: str, among: Any, name: str) -> Any:
    if text not in among:
        raise ValueError(f"'{text}' is no {name}")
    return text


def _known(text: str, expression: Any, name: str) -> str:
    try:
        expression(text)
    except KeyError as fault:
        raise ValueError(f"{name} names {fault}, which is not known") from fault
    return text


def _where(text: str) -> str:
    if text == "all":
        return text
    key, equals, value = text.partition(" = ")
    allowed = _settings().get(key)
    if not equals or allowed is None or value not in allowed:
        raise ValueError(f"Where reads '{text}', which is no setting of a profile with that value")
    _known(text, where_expression, "Where")
    return text


def _settings() -> dict[str, tuple[str, ...]]:
    """The settings that a Where may read, each with its values as written."""
    found: dict[str, tuple[str, ...]] = {}
    for name, hint in get_type_hints(Profile).items():
        if hint is bool:
            found[name] = ("true", "false")
        elif get_args(hint) and all(isinstance(value, str) for value in get_args(hint)):
            found[name] = get_args(hint)
    return found


def _list(text: str, among: Any, name: str) -> tuple[Any, ...]:
    if text == "-":
        return ()
    values = text.split(" ")
    if "" in values:
        raise ValueError(f"a {name} is missing between two spaces")
    if len(set(values)) != len(values):
        raise ValueError(f"a {name} stands twice")
    return tuple(_one_of(value, among, name) for value in values)
