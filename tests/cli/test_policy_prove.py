"""`gateway policy prove`: what is proved is told, and what is broken comes with its facts."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gateway.cli.main import main
from gateway.policy.book import INVARIANTS
from tests.policy.books import line_of
from tests.policy.proof.small import small_texts

TOWN = """
[[invariant]]
name = "no accounts"
says = "Nobody sees accounts."
what = "accounts"
then = "not released"

[[invariant]]
name = "no council"
says = "Nothing waits for anybody."
when = "undertaking_missing & not public"
then = "refused | released | held | waiting"
"""


def policy(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["policy", *map(str, words)])


def written(home: Path, texts: dict[str, str], invariants: str = "") -> Path:
    """A rule book in a folder."""
    for name, text in {**texts, INVARIANTS: invariants}.items():
        if text or name != INVARIANTS:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the invariants of the model, only some are tried, to be quick."""
    from gateway.policy.proof import prove  # noqa: PLC0415 - beside the change

    few = {name: prove.INVARIANTS[name] for name in ("5", "9", "13", "16")}
    monkeypatch.setattr(prove, "INVARIANTS", few)
    monkeypatch.setattr("gateway.cli.proof_page.INVARIANTS", few)


@pytest.mark.usefixtures("only_one")
def test_what_is_proved_is_told_in_a_sentence(tmp_path):
    """Each invariant with what became of it; nothing is broken, and the exit code is 0."""
    home = written(tmp_path, small_texts("lydney"))
    told = policy("prove", "--rule-book", home, "--council", "lydney")
    assert 0 == told.exit_code, told.output
    assert "Rows S1 to S5 and S8 decide only for members of the council." in told.output
    assert "0 invariants broken" in told.output


@pytest.mark.usefixtures("only_one")
def test_a_broken_invariant_comes_with_facts_that_decide_takes(tmp_path):
    """The facts are printed with what the engine says of them; the exit code is 1."""
    home = written(tmp_path, small_texts("england"), TOWN)
    told = policy("prove", "--rule-book", home)
    assert 1 == told.exit_code
    assert "no accounts is broken in england: Nobody sees accounts." in told.output
    assert 'kind = "accounts"' in told.output
    assert "Paper: You can see it." in told.output
    assert "1 invariants broken" in told.output


@pytest.mark.usefixtures("only_one")
def test_the_facts_can_be_written_to_a_folder(tmp_path):
    """Each counterexample becomes files, which `gateway decide` decides."""
    home, found = written(tmp_path / "book", small_texts("england"), TOWN), tmp_path / "found"
    told = policy("prove", "--rule-book", home, "--facts-to", found)
    file = found / "no-accounts-england-1.toml"
    assert [file] == list(found.iterdir())
    assert 'kind = "accounts"' not in told.output
    decided = CliRunner().invoke(main, ["decide", str(file)])
    assert (0, True) == (decided.exit_code, "You can see it" in decided.output)


@pytest.mark.usefixtures("only_one")
def test_programs_read_lines_of_json(tmp_path):
    """One line for each invariant and council, with the facts where it is broken."""
    home = written(tmp_path, small_texts("england"), TOWN)
    told = policy("prove", "--rule-book", home, "--json")
    lines = [json.loads(line) for line in told.output.splitlines()]
    states = {line["invariant"]: line["state"] for line in lines}
    assert {
        "5": "never met",
        "9": "proved",
        "13": "not concerned",
        "16": "proved",
        "no accounts": "broken",
        "no council": "proved",
    } == states
    found = lines[4]["counterexample"]
    assert (True, []) == (found["agreed"], found["files"])
    assert 'kind = "accounts"' in found["facts"][0]


@pytest.mark.usefixtures("only_one")
def test_a_rule_book_without_invariants_of_its_own_is_proved_too(tmp_path):
    """The file is optional; a wrong line is found without it."""
    file, line = line_of("S8")
    texts = small_texts("england")
    wrong = texts | {file: texts[file].replace(line, line.replace("member ", "seat_holder ", 1))}
    told = policy("prove", "--rule-book", written(tmp_path, wrong))
    assert 1 == told.exit_code
    assert "9 is broken in england" in told.output


@pytest.mark.usefixtures("only_one")
def test_a_fault_without_facts_is_told(monkeypatch, tmp_path):
    """Where no facts show what is wrong, words do."""
    monkeypatch.setattr(
        "gateway.policy.proof.by_construction._INERT", frozenset({"request.purpose"})
    )
    told = policy("prove", "--rule-book", written(tmp_path, small_texts("england")))
    assert 1 == told.exit_code
    assert "conditions read request.purpose" in told.output


@pytest.mark.usefixtures("only_one")
def test_a_prover_that_disagrees_with_the_engine_is_told(monkeypatch, tmp_path):
    """If the engine decided otherwise, the prover's translation would be at fault, not a rule."""
    from gateway.policy.proof.counterexample import Answer  # noqa: PLC0415 - beside its use

    other = Answer(row="Z1", holds=(), outcome="waiting", waits_for="director")
    monkeypatch.setattr("gateway.policy.proof.counterexample._decided", lambda _c, _f: other)
    told = policy("prove", "--rule-book", written(tmp_path, small_texts("england"), TOWN))
    assert "the prover says released by S8, the engine waiting by Z1" in " ".join(
        told.output.split()
    )


def test_an_unknown_council_is_refused():
    """A name that no council has ends the command with the name."""
    told = policy("prove", "--council", "atlantis")
    assert 2 == told.exit_code
    assert "There is no council atlantis." in told.output


@pytest.mark.parametrize("command", ["prove", "gaps"])
def test_without_z3_the_command_says_what_to_install(command, monkeypatch):
    """z3 is a tool of development; where it is missing nothing else is."""
    for name in [name for name in sys.modules if name.startswith("gateway.policy.proof")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("gateway.cli.proof_page", "gateway.cli.gaps_page", "gateway.policy.gaps"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "z3", None)
    told = policy(command)
    assert 1 == told.exit_code
    assert "pip install z3-solver" in told.output


def test_another_missing_module_is_no_matter_of_z3(monkeypatch):
    """A fault of ours is not explained away."""
    monkeypatch.delitem(sys.modules, "gateway.cli.gaps_page", raising=False)
    monkeypatch.setitem(sys.modules, "gateway.policy.gaps", None)
    told = policy("gaps")
    assert isinstance(told.exception, ModuleNotFoundError)
