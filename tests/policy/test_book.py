"""A rule book is read whole, or not at all; one in force never changes."""

import hashlib
import pickle
import shutil
from pathlib import Path

import pytest

from gateway.errors import FactsError, RuleBookError
from gateway.policy.book import RuleBook, load, read_texts, shipped
from tests.policy.books import (
    CALENDAR,
    CLAUSES,
    COUNCILS,
    MODEL,
    NATIONAL,
    all_texts,
    facts,
    in_use,
    line_of,
    never_released,
    rule_book,
    texts_for,
    with_text,
)

PROFILE = "policies/councils/england/profile.toml"


def test_every_council_of_the_model_is_shipped_and_proved():
    """The seven councils load, and each passes its self-test."""
    assert COUNCILS == tuple(in_use(all_texts()).profiles)


def test_the_digest_is_of_every_file_and_every_name():
    """Whoever has the texts can work out the digest again; each part is told with its length."""
    parts = [part.encode() for name in sorted(all_texts()) for part in (name, all_texts()[name])]
    told = b"".join(len(part).to_bytes(8, "big") + part for part in parts)

    assert hashlib.sha256(told).hexdigest() == rule_book().digest
    assert rule_book().digest == rule_book().decide(facts()).rule_book


@pytest.mark.parametrize("file", sorted(texts_for("lydney")))
def test_another_text_is_another_digest(file):
    """The digest changes with a comment in any file."""
    texts = texts_for("lydney")
    digest = RuleBook(texts).digest

    assert digest != RuleBook(texts | {file: f"# a comment\n{texts[file]}"}).digest


def test_the_order_of_the_files_does_not_matter():
    """The same files in another order are the same rule book."""
    texts = texts_for()

    assert RuleBook(texts).digest == RuleBook(dict(reversed(texts.items()))).digest


@pytest.mark.parametrize("file", [MODEL, CLAUSES, CALENDAR])
def test_a_missing_file_is_named(file):
    """Without its model, clauses or calendar there is no rule book."""
    texts = texts_for()
    del texts[file]

    with pytest.raises(RuleBookError) as fault:
        RuleBook(texts)

    assert file == fault.value.where


def test_a_rule_book_without_a_council_is_refused():
    """There must be at least one profile."""
    texts = texts_for()
    del texts[PROFILE]

    with pytest.raises(RuleBookError, match=r"no council's profile\.toml"):
        RuleBook(texts)


@pytest.mark.parametrize("kept", ["", "# nothing but a comment\n"])
def test_a_rule_book_without_rows_is_refused(kept):
    """No policy, no start: an empty rule book decides nothing."""
    empty = {name: kept for name in texts_for() if name.endswith(".csv")}

    with pytest.raises(RuleBookError, match="there are no rows"):
        RuleBook(texts_for() | empty)


@pytest.mark.parametrize(
    "file",
    [
        "policies/extra.csv",
        "policies/national/england.conf",
        "policies/national/extra.toml",
        "policies/national/england.csv.toml",
        "policies/councils/england/profil.toml",
        "policies/councils/ashby/constitution.csv",
        "policies/councils/profile.toml",
        "policies/councils/england/local/profile.toml",
        "other.conf",
    ],
)
def test_a_file_that_nothing_reads_is_refused(file):
    """A file in the wrong place or with a slip in its name is never passed over in silence."""
    with pytest.raises(RuleBookError) as fault:
        RuleBook(texts_for() | {file: "# rows that somebody thinks are in force\n"})

    assert file == fault.value.where


def test_a_councils_own_rows_count_for_it_alone():
    """A row in a council's folder decides for that council and for no other."""
    row = "p, 415, OWN1, release, limit, any, any, access, all, always, deny, refuse, stages, -, "
    texts = all_texts() | {"policies/councils/rutland/constitution.csv": f"{row}CL-CONF\n"}

    book = RuleBook(texts)
    decided = {name: book.decide(facts(name)).segments[0].row for name in COUNCILS}

    assert "OWN1" == decided.pop("rutland")
    assert "OWN1" not in decided.values()


def test_two_files_cannot_use_one_row_id_or_priority():
    """A council's row cannot take the id or the place of a national one."""
    row = "p, {}, {}, release, limit, any, any, access, all, bad_faith, deny, refuse, stages, -, "
    own = "policies/councils/england/constitution.csv"

    for priority, name in (("480", "OWN1"), ("481", "L11")):
        text = f"{row.format(priority, name)}CL-CONF\n"
        with pytest.raises(RuleBookError, match="is used already, in policies/national/"):
            RuleBook(texts_for() | {own: text})


@pytest.mark.parametrize("clause", ["DPA-S1-23", "SCH12A-4", "PBAM-1960", "OXF-23.5", "LOC-27"])
def test_a_clause_that_only_the_program_cites_must_be_there(clause):
    """Every clause that an answer can cite is explained, or the rule book is refused."""
    text = texts_for()[CLAUSES]
    assert f'["{clause}"]' in text

    with pytest.raises(RuleBookError, match=clause) as fault:
        RuleBook(texts_for() | {CLAUSES: text.replace(f'["{clause}"]', '["GONE-1"]')})

    assert fault.value.where is not None


def test_every_clause_that_an_answer_cites_is_explained():
    """Whatever a decision cites has an entry in the clauses."""
    for row in rule_book().councils["wolverhampton"].rows:
        assert set(row.grounds) - {"TAGS"} <= rule_book().clauses.keys()


@pytest.mark.parametrize(
    ("row", "old", "new"),
    [
        ("P1", " any             ", " report          "),
        ("P2", "prohibition_open ", "need_rejected "),
        ("R1", "held_elsewhere", "need_rejected"),
        ("N11", "need_passed & not casework", "not need_rejected"),
        ("S1", "s100f_link & no_tags", "not prohibited"),
        ("N7", "casework & casework_lawful", "not casework & not casework_lawful"),
        ("Z1", "deny , first_decider", "allow, release      "),
        ("Q1", " public ", " not public "),
        ("Q1", " any             ", " accounts        "),
    ],
)
def test_rules_that_fail_the_self_test_are_not_taken_into_use(row, old, new):
    """A sound-looking change that opens a closed paper, or closes an open one, is found."""
    file, line = line_of(row)
    assert old in line
    texts = with_text(file, line, line.replace(old, new, 1))

    with pytest.raises(RuleBookError):
        in_use(texts)


def test_a_calendar_that_the_self_test_needs_is_missed():
    """Where a clock of the self-test cannot run, the fault is the rule book's."""
    text = "first_year = 2030\nlast_year = 2031\nbank_holidays = []\n"

    with pytest.raises(RuleBookError, match="the self-test fails"):
        in_use(texts_for("oxford") | {CALENDAR: text})


@pytest.mark.parametrize("row", ["R1", "R2", "R3", "R4", "P1", "P2", "Z1", "GO"])
def test_a_lost_line_never_opens_what_must_stay_closed(row):
    """Without one of the lines that bar, a rule book is refused or still denies what it must."""
    file, line = line_of(row)

    try:
        book = in_use(with_text(file, f"{line}\n", ""))
    except RuleBookError:
        return
    for denied in never_released("england")[:30]:
        decision = book.decide(denied)
        assert not book.casbin_releases(denied, decision)


def test_an_unknown_council_is_named_as_the_fault():
    """Facts about a council without a profile are not decided."""
    with pytest.raises(FactsError) as fault:
        rule_book().decide(facts("ashby"))

    assert "council" == fault.value.where
    assert "wolverhampton" in fault.value.detail


def test_a_named_condition_can_be_asked_alone():
    """Whether a condition of section 5 holds can be asked without a decision."""
    asked = facts(segment='personal_data = "special"')
    segment = asked.document.segments[0]

    assert rule_book().holds("special_data", asked, segment)
    assert not rule_book().holds("closed", asked, segment)
    with pytest.raises(KeyError):
        rule_book().holds("no_such_condition", asked, segment)


def test_the_shipped_folder_is_what_load_reads():
    """Without a folder, the rule book that came with the program is loaded."""
    assert load(shipped()).digest == load().digest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the shipped rule book in a folder of its own, below one called "cases"."""
    folder = tmp_path / "cases" / "book"
    folder.mkdir(parents=True)
    shutil.copy(shipped() / MODEL, folder)
    shutil.copytree(shipped() / "policies", folder / "policies")
    return folder


def test_a_rule_book_may_stand_in_any_folder(home):
    """The folder's own name does not matter; worked cases and explanations are not part of it."""
    assert all_texts() == read_texts(home)


def test_a_file_that_is_not_utf8_is_named(home):
    """A file that cannot be read as text is refused by its name."""
    (home / NATIONAL / "wales.csv").write_bytes(b"p, 1\xff\n")

    with pytest.raises(RuleBookError) as fault:
        load(home)

    assert f"{NATIONAL}wales.csv" == fault.value.where


@pytest.mark.parametrize("name", ["rules.txt", "england.csv.bak", ".england.csv.swp", "RULES.CSV"])
def test_a_strange_file_is_refused(home, name):
    """Something else than policies, settings or explanations has no place in a rule book."""
    (home / NATIONAL / name).write_text("p, 1\n", encoding="utf-8")

    with pytest.raises(RuleBookError) as fault:
        load(home)

    assert f"{NATIONAL}{name}" == fault.value.where


def test_a_folder_that_is_no_rule_book_is_refused(tmp_path):
    """An empty folder is named by what it lacks."""
    with pytest.raises(RuleBookError) as fault:
        load(tmp_path)

    assert MODEL == fault.value.where


def test_a_rule_book_is_handed_over_by_its_texts():
    """Another process reads them as strictly, and has the same one."""
    one = rule_book()
    again = pickle.loads(pickle.dumps(one))  # noqa: S301  made here
    assert one is not again
    assert (one.digest, one.profiles) == (again.digest, again.profiles)
