"""`gateway policy`: the rule book is checked, tried on cases, and read."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gateway.cli.main import main
from gateway.policy.book import load, shipped
from gateway.policy.cases import all_rows
from gateway.policy.matrix import for_a_lawyer

CASE = """
id = "1"
title = "An invented case"
council = "england"
now = 2026-06-08T10:00:00
[requester]
kind = "councillor"
person = "person-a"
[request]
type = "access"
[[document.segments]]
id = "part"
kind = "accounts"
"""
EXPECT = '[expect]\noutcome = "disclose"\nsegments = {part = "disclose"}\n'
DIGEST = load().digest


def policy(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["policy", *map(str, words)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the shipped rule book, to be changed."""
    shutil.copy(shipped() / "model.conf", tmp_path)
    shutil.copytree(shipped() / "policies", tmp_path / "policies")
    return tmp_path


def change(home: Path, file: str, old: str, new: str) -> None:
    """Change the first `old` in one of its files."""
    path = home / "policies" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_rule_book_passes_the_check():
    """`policy check` counts what it read, tells the digest, and finds nothing."""
    answer = policy("check")

    assert 0 == answer.exit_code
    rules = len(all_rows(load()))
    assert answer.stdout.startswith(f"{rules} rules and holds, ")
    assert f"7 councils, 0 findings. Digest {DIGEST}\n" in answer.stdout
    unread = len(for_a_lawyer(load()))
    assert f"Rules rest on {unread} clauses whose text was read only in part" in answer.stdout


def test_what_a_lawyer_should_look_at_is_no_finding(home):
    """How far a text was read is told and fails nothing; when all was read, nothing is told."""
    file = home / "policies" / "clauses.toml"
    text = file.read_text(encoding="utf-8")
    for word in ("part", "no"):
        text = text.replace(f'verified = "{word}"', 'verified = "primary"')
    file.write_text(text, encoding="utf-8")

    answer = policy("check", "--rule-book", home)

    assert 0 == answer.exit_code
    assert "lawyer" not in answer.stdout


def test_a_clause_that_lives_nowhere_fails_the_check(home):
    """Each clause is quoted, or says where it lives; a place that there is not is a fault."""
    change(home, "clauses.toml", 'lives = ["not software: news"]\n', "")
    nowhere = policy("check", "--rule-book", home)
    change(home, "clauses.toml", '"not software: news"', '"not software: we forgot"')
    unknown = policy("check", "--rule-book", home)

    assert (1, 1) == (nowhere.exit_code, unknown.exit_code)
    assert "000-4.24b: nothing quotes it, so it needs 'lives'" in nowhere.stderr
    assert "there is no not software 'we forgot'" in unknown.stderr


def test_the_check_names_file_line_and_reason(home):
    """A line that is not understood fails the check, and is told with what to do."""
    change(home, "national/common-law.csv", ", deny ", ", Deny ")

    answer = policy("check", "--rule-book", home)

    assert (1, "") == (answer.exit_code, answer.stdout)
    assert "policies/national/common-law.csv, line" in answer.stderr
    assert "'Deny' is no effect" in answer.stderr


def test_the_check_runs_the_self_test(home):
    """Rules that read well but release what they must not fail the check."""
    change(home, "national/common-law.csv", "need_passed & not casework", "not need_rejected")

    answer = policy("check", "--rule-book", home)

    assert 1 == answer.exit_code
    assert "release to" in answer.stderr


def test_the_check_tells_its_findings(home):
    """A rule book that is sound but has a flaw is told of it, one line each, with exit code 1."""
    change(
        home,
        "councils/wales/profile.toml",
        'dispute_stages = ["monitoring_officer"]',
        'dispute_stages = ["service_director"]',
    )

    answer = policy("check", "--rule-book", home)

    assert 1 == answer.exit_code
    assert "wales: the last dispute stage is the office that decides first\n" == answer.stderr
    assert "1 findings" in answer.stdout


def test_all_shipped_cases_pass():
    """Every case beside the rules passes, invalid ones are refused, every rule is exercised."""
    answer = policy("test", shipped() / "policies")

    assert (0, "") == (answer.exit_code, answer.stderr)
    assert "Every rule and every hold is exercised by a case." in answer.stdout
    assert answer.stdout.endswith(" passed, 0 failed\n")
    assert 3 <= answer.stdout.count("refused as it should be: ")


def test_one_file_passes_and_says_what_it_leaves_out(tmp_path):
    """A single case passes; the rules that no case exercises are listed."""
    file = tmp_path / "case.toml"
    file.write_text(CASE + EXPECT)

    answer = policy("test", file)

    assert 0 == answer.exit_code
    assert answer.stdout.startswith("No case exercises: H1, H2, ")
    untried = answer.stdout.splitlines()[0].removeprefix("No case exercises: ").split(", ")
    assert {*all_rows(load())} - {"S8"} == set(untried)
    assert answer.stdout.endswith("1 passed, 0 failed\n")


def test_a_difference_is_printed_and_fails(tmp_path):
    """A case that is decided otherwise is told with what differs; the others still count."""
    (tmp_path / "good.toml").write_text(CASE + EXPECT)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(CASE + EXPECT.replace('"disclose"', '"refuse"', 1))

    answer = policy("test", tmp_path)

    assert 1 == answer.exit_code
    assert f"{wrong}: outcome: expected refuse, got disclose\n" in answer.stdout
    assert answer.stdout.endswith("1 passed, 1 failed\n")


def test_a_case_without_expectation_fails(tmp_path):
    """A case that expects nothing tests nothing."""
    file = tmp_path / "case.toml"
    file.write_text(CASE)

    answer = policy("test", file)

    assert 1 == answer.exit_code
    assert f"{file}: there is no [expect], so nothing is tested\n" in answer.stdout


def test_a_case_that_is_not_well_formed_fails(tmp_path):
    """Outside a folder for invalid cases, a slip in the facts is a failure that names its key."""
    file = tmp_path / "case.toml"
    file.write_text(CASE + "colour = 1\n" + EXPECT)

    answer = policy("test", file)

    assert 1 == answer.exit_code
    assert f"{file}: document.segments[0].colour: " in answer.stdout


def test_an_invalid_case_must_be_refused(tmp_path):
    """In a folder named "invalid", a case that is decided is a failure."""
    folder = tmp_path / "invalid"
    folder.mkdir()
    (folder / "good.toml").write_text(CASE)
    (folder / "slip.toml").write_text(CASE + "colour = 1\n")

    answer = policy("test", tmp_path)

    assert 1 == answer.exit_code
    assert "good.toml: decided, although it is not well-formed\n" in answer.stdout
    assert "slip.toml: refused as it should be: document.segments[0].colour: " in answer.stdout
    assert answer.stdout.endswith("1 passed, 1 failed\n")


def test_a_folder_without_cases_fails(tmp_path):
    """A slip in the path does not pass as a success."""
    answer = policy("test", tmp_path)

    assert 1 == answer.exit_code
    assert answer.stdout.endswith("0 passed, 0 failed\n")


def test_a_path_that_is_not_there_is_named(tmp_path):
    """A path that does not exist is told."""
    answer = policy("test", tmp_path / "nowhere")

    assert 2 == answer.exit_code
    assert "nowhere" in answer.stderr


def test_settings_are_no_cases(home):
    """In a folder that holds a rule book, only what stands below "cases" is tried."""
    for folder in home.rglob("cases"):
        if folder.parent.name != "lydney":
            shutil.rmtree(folder)

    inside = policy("test", home, "--rule-book", home)
    below = policy("test", home / "policies", "--rule-book", home)

    assert (0, 0) == (inside.exit_code, below.exit_code)
    assert inside.stdout.splitlines()[-1] == below.stdout.splitlines()[-1]


def test_a_rule_can_be_explained():
    """`policy explain` tells a rule, a hold or a term; an unknown one is named."""
    assert policy("explain", "S1").stdout.startswith("### S1\n")
    assert "### H3" in policy("explain", "H3").stdout
    assert policy("explain", "s100f_link").stdout.startswith("s100f_link: ")
    unknown = policy("explain", "X99")
    assert 1 == unknown.exit_code
    assert "There is no rule, hold or condition 'X99'" in unknown.stderr


@pytest.mark.parametrize("page", ["render", "clauses"])
def test_the_pages_of_the_rule_book_are_made(page, tmp_path):
    """A page is written once; the command knows when it is up to date, and when it is stale."""
    file = tmp_path / "new" / "page.md"

    assert f"{file} is written.\n" == policy(page, "--to", file).stdout
    assert f"{file} is up to date.\n" == policy(page, "--to", file, "--check").stdout
    file.write_text("# Something else\n")
    stale = policy(page, "--to", file, "--check")
    assert 1 == stale.exit_code
    assert f"is stale. Run 'gateway policy {page}'." in stale.stderr
    assert "# Something else\n" == file.read_text()
