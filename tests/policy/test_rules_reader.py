"""Policy lines are read as they are written, or the rule book is refused."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.rules import LAYERS, Row
from gateway.policy.rules_reader import check_together, read_rows
from tests.policy.books import line_of, rule_book, texts_for, with_text

CLAUSES = frozenset({"LGA-100B", "CL-CONF"})
GOOD = {
    "prefix": "p",
    "priority": "300",
    "row": "X1",
    "act": "release",
    "layer": "protocol",
    "who": "member",
    "what": "council_document",
    "use": "access",
    "where": "employment_bar = true",
    "when": "need_found & not closed",
    "eft": "allow",
    "next": "release",
    "forum": "-",
    "conditions": "standard confidential",
    "grounds": "LGA-100B TAGS",
}
REFUSES = {"eft": "deny", "next": "refuse", "forum": "stages", "conditions": "-"}
HOLDS = {"act": "hold", "eft": "deny", "next": "adviser", "conditions": "-"}

BAD_COLUMNS = [
    # the prefix: Casbin drops a line with any other
    ({"prefix": "P"}, "a line begins with 'p'"),
    ({"prefix": "p2"}, "a line begins with 'p'"),
    ({"prefix": "g"}, "a line begins with 'p'"),
    ({"prefix": "deny"}, "a line begins with 'p'"),
    ({"prefix": ""}, "a line begins with 'p'"),
    ({"prefix": "\u0440"}, "a line begins with 'p'"),  # a Cyrillic letter that looks like a p
    ({"prefix": "\ufeffp"}, "not printable"),  # a byte order mark
    ({"prefix": "//"}, "a line begins with 'p'"),
    # the effect: Casbin ignores any other than allow and deny
    ({"eft": "Deny", "next": "adviser"}, "'Deny' is no effect"),
    ({"eft": "DENY"}, "'DENY' is no effect"),
    ({"eft": "Allow"}, "'Allow' is no effect"),
    ({"eft": "denied"}, "'denied' is no effect"),
    ({"eft": "permit"}, "'permit' is no effect"),
    ({"eft": "true"}, "'true' is no effect"),
    ({"eft": "-"}, "'-' is no effect"),
    ({"eft": ""}, "a column is empty"),
    ({"eft": '"deny"'}, "no column may hold"),
    ({"eft": "d\u0435ny"}, "no column may hold"),  # a Cyrillic e
    ({"eft": "deny\u200b"}, "not printable"),  # a space without width
    ({"eft": "deny\u00a0"}, "not printable"),  # a space that does not break
    ({"eft": "\uff44eny"}, "no column may hold"),  # a wide d
    ({"eft": "de\u00adny"}, "not printable"),  # a soft hyphen
    ({"eft": "\u202edeny"}, "not printable"),  # turns the reading direction
    ({"eft": "deny\x00"}, "not printable"),
    # priority
    ({"priority": "0"}, "priority"),
    ({"priority": "-1"}, "priority"),
    ({"priority": "1.5"}, "priority"),
    ({"priority": "1e3"}, "priority"),
    ({"priority": "007"}, "priority"),
    ({"priority": "1000000"}, "priority"),
    ({"priority": "first"}, "priority"),
    ({"priority": "\u0663"}, "no column may hold"),  # an Arabic three
    # the row's id
    ({"row": "x1"}, "'x1' is no row id"),
    ({"row": "1X"}, "'1X' is no row id"),
    ({"row": "X 1"}, "'X 1' is no row id"),
    ({"row": "T1"}, "T1"),  # the second look's
    # act and layer
    ({"act": "allow"}, "'allow' is no act"),
    ({"act": "Release"}, "'Release' is no act"),
    ({"layer": "local"}, "'local' is no layer"),
    ({"layer": "protocol | limit"}, "exactly one layer"),
    ({"layer": "protocol|limit"}, "is no layer"),
    # who, what, use
    ({"who": "everybody"}, "Who names 'everybody'"),
    ({"who": "Member"}, "Who names 'Member'"),
    ({"who": "not member"}, "Who names 'not member'"),
    ({"what": "reports"}, "What names 'reports'"),
    ({"what": "report | any"}, "What names 'any'"),
    ({"what": "report|accounts"}, "What names 'report|accounts'"),
    ({"use": "read"}, "'read' is no Use"),
    ({"use": "access | officer_check"}, "is no Use"),
    # where
    ({"where": "wolverhampton"}, "Where reads 'wolverhampton'"),
    ({"where": "employment_bar"}, "Where reads 'employment_bar'"),
    ({"where": "employment_bar=true"}, "Where reads 'employment_bar=true'"),
    ({"where": "employment_bar = yes"}, "Where reads"),
    ({"where": "employment_bar = True"}, "Where reads"),
    ({"where": "staff_bar = true"}, "Where reads 'staff_bar = true'"),
    ({"where": "casework = never"}, "Where reads 'casework = never'"),
    ({"where": "title = Ashby"}, "Where reads 'title = Ashby'"),
    ({"where": "need_findings = good_faith"}, "Where reads"),
    ({"where": "response_working_days = 5"}, "Where reads"),
    # when
    ({"when": "member_of_body"}, "When names 'member_of_body'"),
    ({"when": "need_found and closed"}, "When names 'need_found and closed'"),
    ({"when": "need_found &closed"}, "When names 'need_found &closed'"),
    ({"when": "not not closed"}, "When names 'not closed'"),
    ({"when": "not"}, "When names 'not'"),
    ({"when": "need_found & "}, "When names"),
    ({"when": "to_come"}, "When names 'to_come'"),  # said of an entry, not of a segment
    ({"when": "casework_row"}, "only when holds are asked"),  # known only when holds are asked
    ({"when": "need_found & not inseparable"}, "only when holds are asked"),
    ({"when": "True) #"}, "no column may hold"),
    ({"when": "True); (1"}, "no column may hold"),
    ({"when": "eval(r.case)"}, "no column may hold"),
    ({"when": '"not public"'}, "no column may hold"),
    ({"when": "'not public'"}, "no column may hold"),
    ({"when": "r.case != p.who"}, "no column may hold"),
    # next, forum
    ({"next": "publish"}, "'publish' is no Next"),
    ({"next": "monitoring officer"}, "is no Next"),
    ({"next": "refuse"}, "exactly where the effect is 'allow'"),
    ({"next": "adviser"}, "exactly where the effect is 'allow'"),
    ({"eft": "deny"}, "exactly where the effect is 'allow'"),
    ({"forum": "court"}, "'court' is no Forum"),
    ({"forum": "stages"}, "exactly where Next is 'refuse'"),
    ({**REFUSES, "forum": "-"}, "exactly where Next is 'refuse'"),
    # conditions, grounds
    ({"conditions": "secret"}, "'secret' is no condition"),
    ({"conditions": "standard standard"}, "a condition stands twice"),
    ({"conditions": "standard & confidential"}, "'&' is no condition"),
    ({"grounds": "LGA-999"}, "'LGA-999' is no clause id"),
    ({"grounds": "LGA-100B LGA-100B"}, "a clause id stands twice"),
    ({"grounds": "LGA-100B  LGA-100D"}, "a clause id is missing between two spaces"),
    ({"grounds": "lga-100b"}, "'lga-100b' is no clause id"),
    ({"grounds": "-"}, "cites at least one clause"),
    ({"grounds": ""}, "a column is empty"),
    # holds
    ({**HOLDS, "next": "refuse", "forum": "stages"}, "a hold never refuses"),
    ({**HOLDS, "conditions": "standard"}, "a hold attaches no condition"),
    ({**HOLDS, "layer": "protocol | protocole"}, "'protocole' is no layer"),
]
BAD_LINES = [
    ("p", "there are 0 columns, not 14"),
    ("p, 300, X1, release", "there are 3 columns, not 14"),
    (",".join(GOOD.values()) + ",", "there are 15 columns, not 14"),
    (",".join(GOOD.values()) + ", allow", "there are 15 columns, not 14"),  # a second effect
    (",".join(list(GOOD.values())[:-1]), "there are 13 columns, not 14"),
    (";".join(GOOD.values()), "a line begins with 'p'"),
    ("\t".join(GOOD.values()), "not printable"),
    (" # a comment that does not begin the line", "a line begins with 'p'"),
    ("[policy_definition]", "a line begins with 'p'"),
    ("priority, row, act, layer", "a line begins with 'p'"),
    ("p, eval(allow, always), X1", "columns"),
    (",".join(GOOD.values()) + "  # why", "no column may hold"),
]


def text_of(changes: dict[str, str]) -> str:
    """One policy line, the good one with some columns changed."""
    return ", ".join({**GOOD, **changes}.values())


def read(line: str, *, council: bool = False) -> list[Row]:
    """The rows of a file of two lines: a comment, and this line."""
    return read_rows("rows.csv", f"# a comment\n{line}\n", clauses=CLAUSES, council=council)


def row(**changes: str) -> Row:
    """One row as read, the good one with some columns changed."""
    return read(text_of(changes))[0]


def test_a_good_line_is_read_column_by_column():
    """Every column of a good line comes back as written, with its file and line."""
    found = row()

    assert tuple(GOOD.values())[1:] == found.columns
    assert ("rows.csv", 2) == (found.file, found.line)


@pytest.mark.parametrize("changes", [REFUSES, HOLDS, {"where": "all"}, {"when": "always"}])
def test_other_good_lines_are_read(changes):
    """The variants on which the bad lines below are built are good themselves."""
    assert tuple({**GOOD, **changes}.values())[1:] == row(**changes).columns


@pytest.mark.parametrize(("changes", "reason"), BAD_COLUMNS)
def test_a_column_that_is_not_understood_is_refused(changes, reason):
    """A wrong column is refused with the file, the line and the reason."""
    with pytest.raises(RuleBookError) as fault:
        read(text_of(changes))

    assert "rows.csv, line 2" == fault.value.where
    assert reason in fault.value.detail


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_line_that_is_not_a_row_is_refused(line, reason):
    """A line with too few or too many columns, or that is none, is refused in the same way."""
    with pytest.raises(RuleBookError) as fault:
        read(line)

    assert "rows.csv, line 2" == fault.value.where
    assert reason in fault.value.detail


@pytest.mark.parametrize("broken", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\r\x00")
def test_nothing_hides_behind_a_sign_that_breaks_lines(broken):
    """A sign that some readers take for the end of a line cannot turn a comment into a rule."""
    with pytest.raises(RuleBookError) as fault:
        read_rows("rows.csv", f"# x{broken}{text_of({})}\n", clauses=CLAUSES, council=False)

    assert "rows.csv, line 1" == fault.value.where


def test_comments_and_empty_lines_are_no_rows():
    """Only policy lines become rows."""
    assert [] == read_rows("rows.csv", "# p, 1\n\n   \n", clauses=CLAUSES, council=False)


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {"layer": layer, "where": "all"}
            for layer in ("redirect", "prohibition", "public", "statute", "determined")
        ),
        {"layer": "unsettled"},
        {"layer": "default"},
        HOLDS,
    ],
)
def test_a_council_cannot_change_what_is_not_its_own(changes):
    """A council's own row may not stand among the law's layers, nor be a hold."""
    assert read(text_of(changes))
    with pytest.raises(RuleBookError, match="a council's own row stands in one of"):
        read(text_of(changes), council=True)


@pytest.mark.parametrize("layer", ["protocol", "limit", "discretion"])
def test_a_council_may_add_rows_of_its_own(layer):
    """The three layers that a constitution may fill take a council's own rows."""
    assert layer == read(text_of({"layer": layer}), council=True)[0].layer


@pytest.mark.parametrize("layer", ["redirect", "prohibition", "public", "statute"])
def test_the_laws_rows_read_only_which_law_applies(layer):
    """No setting but the three that say which law applies reaches a row of the first layers."""
    assert row(layer=layer, where="exemption_scheme = wales")
    with pytest.raises(RuleBookError, match="no local setting"):
        row(layer=layer, where="employment_bar = true")


EVERYBODY = {"who": "any", "what": "any", "use": "any", "where": "all", "when": "always"}
WAITS = {"eft": "deny", "next": "first_decider", "conditions": "-"}
LAST = row(row="Z1", priority="900", layer="default", **EVERYBODY, **WAITS)
PASSES = {"act": "hold", "conditions": "-", "grounds": "-"}
GO = row(row="GO", priority="90", layer=" | ".join(LAYERS), **EVERYBODY, **PASSES)


def test_a_small_rule_book_is_sound():
    """One rule, the last rule and the last hold are enough."""
    check_together([row(), GO, LAST])


@pytest.mark.parametrize(
    ("rows", "reason", "where"),
    [
        ([], "there are no rows", "policies"),
        ([LAST], "there are no rows", "policies"),
        ([GO], "there are no rows", "policies"),
        ([row(), row(row="X2"), GO, LAST], "priority 300 is used already", "rows.csv, line 2"),
        ([row(), row(priority="301"), GO, LAST], "row X1 is used already", "rows.csv, line 2"),
        (
            [row(), row(priority="301", row="X2", layer="statute", where="all"), GO, LAST],
            "comes after a later layer",
            "rows.csv, line 2",
        ),
        ([row(), GO], "always match with 'deny'", "rows.csv, line 2"),
        ([row(), LAST], "there are no rows", "policies"),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(rows, reason, where):
    """Order, unique ids, and a last rule and hold are checked over all rows."""
    with pytest.raises(RuleBookError) as fault:
        check_together(rows)

    assert reason in fault.value.detail
    assert where == fault.value.where


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("Z1", " any ", " member "),
        ("Z1", " any , any ", " any , report "),
        ("Z1", " any              ", " access "),
        ("Z1", " all ", " employment_bar = true "),
        ("Z1", " always ", " not closed "),
        ("Z1", " default ", " discretion "),
        ("GO", " any, any , any, all ", " member, any , any, all "),
        ("GO", " any, any , any, all ", " any, report , any, all "),
        ("GO", " any, any , any, all ", " any, any , access, all "),
        ("GO", " any, any , any, all ", " any, any , any, employment_bar = true "),
        ("GO", " always ", " not closed "),
        ("GO", "redirect | ", ""),
        ("H1", " private_other ", " always "),
    ],
)
def test_the_last_row_matches_in_every_case(name, old, new):
    """A last row with any condition at all is refused: for some case no row would match."""
    file, line = line_of(name)
    assert old in line
    changed = line.replace(old, new, 1)
    if name == "H1":
        changed = changed.replace(", deny ", ", allow ").replace("determiner ", "release ")

    with pytest.raises(RuleBookError):
        RuleBook(with_text(file, line, changed))


def test_every_line_of_the_shipped_files_is_a_row():
    """Nothing in the shipped policy files is left out or added: lines in are rows loaded."""
    texts = texts_for("wolverhampton")
    lines = [
        tuple(column.strip() for column in line.split(","))
        for name, text in texts.items()
        if name.endswith(".csv")
        for line in text.split("\n")
        if line.startswith("p")
    ]

    rows = rule_book().councils["wolverhampton"].rows
    assert sorted(lines) == sorted(("p", *one.columns) for one in rows)
