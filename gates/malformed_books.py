"""Slips that make a rule book malformed: in a row, a profile, a clause, the calendar, the model."""

import tomllib
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from tests.policy.books import COUNCILS, texts_for
from tests.policy.test_engine import CHANGED
from tests.policy.toml_text import written

Texts = dict[str, str]
ROW_START = "p,"
MODEL, CLAUSES, CALENDAR = "model.conf", "policies/clauses.toml", "policies/national/calendar.toml"
HIDDEN = "\x00\x07\x0b\x1f\x7f\u2028\u202e\u00ad\ufeff"
"""Signs that nobody sees."""
COLUMNS = ("act", "layer", "who", "what", "use", "where", "when", "eft", "next", "forum")
"""The columns whose words are all known, with their places from 3 on."""
_texts = cache(texts_for)
_parsed = cache(tomllib.loads)


def good_texts(chance: Random) -> Texts:
    """The rule book of one council."""
    return dict(_texts(chance.choice(COUNCILS)))


def word(chance: Random) -> str:
    """A word that the model does not have."""
    return "x" + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz_", k=chance.randint(3, 12)))


def _in_row(change: Callable[[Random, list[str]], str]) -> Callable[[Random, Texts], Texts]:
    """A slip in one row: `change` gives the line anew from its columns."""

    def slip(chance: Random, texts: Texts) -> Texts:
        file = chance.choice([name for name in texts if name.endswith(".csv")])
        lines = texts[file].split("\n")
        at = chance.choice([n for n, line in enumerate(lines) if line.startswith(ROW_START)])
        lines[at] = change(chance, [column.strip() for column in lines[at].split(",")])
        return texts | {file: "\n".join(lines)}

    return slip


def _with_column(change: Callable[[Random, str], str], *places: int) -> Callable[..., Texts]:
    def changed(chance: Random, columns: list[str]) -> str:
        place = chance.choice(places)
        columns[place] = change(chance, columns[place])
        return ", ".join(columns)

    return _in_row(changed)


def _missing_column(chance: Random, columns: list[str]) -> str:
    del columns[chance.randrange(1, len(columns))]
    return ",".join(columns)


def _column_more(chance: Random, columns: list[str]) -> str:
    columns.insert(chance.randrange(1, len(columns)), chance.choice(columns[1:]))
    return ",".join(columns)


def _other_case(chance: Random, text: str) -> str:
    letters = [place for place, sign in enumerate(text) if sign.isalpha()]
    if not letters:
        return text + "X"
    at = chance.choice(letters)
    return text[:at] + text[at].swapcase() + text[at + 1 :]


def _hidden_sign(chance: Random, texts: Texts) -> Texts:
    file = chance.choice([name for name in texts if name.endswith(".csv")])
    lines = texts[file].split("\n")
    line = chance.randrange(len(lines))
    at = chance.randint(0, len(lines[line]))
    lines[line] = lines[line][:at] + chance.choice(HIDDEN) + lines[line][at:]
    return texts | {file: "\n".join(lines)}


def _row_twice(chance: Random, texts: Texts) -> Texts:
    file = chance.choice([name for name in texts if name.endswith(".csv")])
    rows = [line for line in texts[file].split("\n") if line.startswith(ROW_START)]
    return texts | {file: f"{texts[file]}{chance.choice(rows)}\n"}


def _file_gone(chance: Random, texts: Texts) -> Texts:
    needed = [MODEL, CLAUSES, CALENDAR, _profile(texts)]
    gone = chance.choice(needed)
    return {name: text for name, text in texts.items() if name != gone}


def _file_more(chance: Random, texts: Texts) -> Texts:
    return texts | {f"policies/{word(chance)}.{chance.choice(('csv', 'toml', 'conf'))}": ""}


def _model(chance: Random, texts: Texts) -> Texts:
    old, new = chance.choice(CHANGED)
    return texts | {MODEL: texts[MODEL].replace(old, new, 1)}


def _profile(texts: Texts) -> str:
    return next(name for name in texts if name.endswith("profile.toml"))


def _in_profile(change: Callable[[Random, dict[str, Any]], None]) -> Callable[..., Texts]:
    def slip(chance: Random, texts: Texts) -> Texts:
        file = _profile(texts)
        values = dict(_parsed(texts[file]))
        change(chance, values)
        return texts | {file: written(values)}

    return slip


def _in_clauses(change: Callable[[Random, dict[str, Any]], None]) -> Callable[..., Texts]:
    """A slip in one clause; only its entry is written anew, so that it is quick."""

    def slip(chance: Random, texts: Texts) -> Texts:
        name, entry = chance.choice(sorted(_parsed(texts[CLAUSES]).items()))
        values = dict(entry)
        change(chance, values)
        start = texts[CLAUSES].index(f'["{name}"]\n')
        end = texts[CLAUSES].find("\n[", start) + 1 or len(texts[CLAUSES])
        text = texts[CLAUSES]
        return texts | {CLAUSES: f'{text[:start]}["{name}"]\n{written(values)}{text[end:]}'}

    return slip


def _in_calendar(change: Callable[[Random, dict[str, Any]], None]) -> Callable[..., Texts]:
    def slip(chance: Random, texts: Texts) -> Texts:
        values = dict(_parsed(texts[CALENDAR]))
        change(chance, values)
        return texts | {CALENDAR: written(values)}

    return slip


def other_type(chance: Random, value: Any) -> Any:
    """A value of a type that does not fit where this one stood."""
    match value:
        case bool():
            return chance.choice([str(value).lower(), int(value), [value], {}])
        case int():
            return chance.choice([str(value), value + 0.5, [value], True])
        case str():
            return chance.choice([7, 1.5, True, [value], {word(chance): value}])
        case list():
            return chance.choice([7, True, word(chance), {word(chance): 1}])
        case dict():
            return chance.choice([7, True, word(chance), [1]])
        case _:  # days and moments
            return chance.choice([7, True, word(chance), [1], {}])


def _other_type(chance: Random, values: dict[str, Any]) -> None:
    key = chance.choice(sorted(values))
    values[key] = other_type(chance, values[key])


def _key_gone(*optional: str) -> Callable[[Random, dict[str, Any]], None]:
    def change(chance: Random, values: dict[str, Any]) -> None:
        del values[chance.choice(sorted(set(values) - set(optional)))]

    return change


def _key_more(chance: Random, values: dict[str, Any]) -> None:
    values[word(chance)] = chance.choice([1, True, "always", []])


def _word_of_nobody(chance: Random, values: dict[str, Any]) -> None:
    key = chance.choice([k for k, v in sorted(values.items()) if isinstance(v, str)])
    key = "force" if key == "title" else key
    values[key] = word(chance)


def _days_outside(chance: Random, values: dict[str, Any]) -> None:
    days = sorted(values["bank_holidays"])
    day = chance.choice(days)
    values["bank_holidays"] = [*days, day.replace(year=day.year + chance.randint(20, 900), day=1)]


def _no_toml(chance: Random, texts: Texts) -> Texts:
    file = chance.choice([name for name in texts if name.endswith(".toml")])
    broken = chance.choice(['"', "[", "= 1", "\x00", "a = 1\na = 2", f"a = {'[' * 3000}", "a = 1e"])
    return texts | {file: f"{texts[file]}\n{broken}\n"}


_condition = 9
_TIES = (
    "True) #",
    "always or always",
    "eval(x)",
    "always & ",
    "not  always",
    "'always'",
    '"always"',
)
BOOK_SLIPS: dict[str, Callable[[Random, Texts], Texts]] = {
    "a column with a word of nobody": _with_column(lambda chance, _: word(chance), *range(3, 13)),
    "a column in other case": _with_column(_other_case, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    "a column left empty": _with_column(lambda *_: "", *range(1, 15)),
    "a column with quotes": _with_column(
        lambda chance, text: text.join(chance.choice(("''", '""'))), *range(1, 15)
    ),
    "a condition that would run": _with_column(lambda chance, _: chance.choice(_TIES), _condition),
    "a clause that is not there": _with_column(lambda chance, _: word(chance).upper(), 14),
    "a priority that is no number": _with_column(
        lambda chance, _: chance.choice(("0", "-1", "1.5", "01", "1e3", "x", "1000000")), 1
    ),
    "an effect that is misspelt": _with_column(
        lambda chance, _: chance.choice(("Allow", "ALLOW", "alow", "permit", "yes", "*", "1")), 10
    ),
    "a line of another kind": _in_row(
        lambda chance, columns: ", ".join(
            [chance.choice(("P", "p2", "g", "pp", "e", ";p")), *columns[1:]]
        )
    ),
    "a column too few": _in_row(_missing_column),
    "a column too many": _in_row(_column_more),
    "a row twice": _row_twice,
    "a sign that nobody sees": _hidden_sign,
    "a file that is gone": _file_gone,
    "a file that nobody reads": _file_more,
    "a model that asks something else": _model,
    "a profile's setting of another type": _in_profile(_other_type),
    "a profile without a setting": _in_profile(_key_gone("stand_in")),
    "a profile with a setting of nobody": _in_profile(_key_more),
    "a profile with a word of nobody": _in_profile(_word_of_nobody),
    "a clause's entry of another type": _in_clauses(_other_type),
    "a clause without an entry": _in_clauses(_key_gone("link", "lives")),
    "a clause with an entry of nobody": _in_clauses(_key_more),
    "a calendar without an entry": _in_calendar(_key_gone()),
    "a calendar of another type": _in_calendar(_other_type),
    "a calendar with an entry of nobody": _in_calendar(_key_more),
    "a holiday in no year": _in_calendar(_days_outside),
    "a file that is no TOML": _no_toml,
}
"""Each makes a good rule book malformed, whatever chance picks."""
