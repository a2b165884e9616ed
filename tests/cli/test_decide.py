"""`gateway decide`: facts go in, answers come out, in order; what is not well-formed is named."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gateway.cli.main import main
from gateway.policy.book import shipped

PLAIN = """
id = "{name}"
title = {title}
council = "england"
now = 2026-06-08T10:00:00
[requester]
kind = "councillor"
person = "person-a"
[request]
type = "access"
[[document.segments]]
id = "part"
{segment}
"""
ACCOUNTS = 'kind = "accounts"'
DOCUMENT_KEYS = {"id", "outcome", "refer_to", "rules", "conditions", "notify", "due", "segments"}
SEGMENT_KEYS = {
    "outcome",
    "next",
    "rules",
    "conditions",
    "row",
    "holds",
    "dispute_to",
    "neither_confirm_nor_deny",
}


@pytest.fixture
def write(tmp_path: Path):
    """Writes a facts document and gives its path."""

    def written(
        name: str, *, segment: str = ACCOUNTS, title: str = '"An invented request"'
    ) -> Path:
        file = tmp_path / f"{name}.toml"
        text = PLAIN.format(name=name, title=title, segment=segment)
        file.write_text(text, encoding="utf-8")
        return file

    return written


def decide(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["decide", *map(str, words)])


def lines(answer: Result) -> list[dict[str, Any]]:
    """The lines of JSON that were printed."""
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_one_line_of_json_a_file_in_their_order(write):
    """Three files make three lines, in the order in which they were named; exit code 0."""
    answer = decide("--json", write("c"), write("a"), write("b"))

    assert (0, "") == (answer.exit_code, answer.stderr)
    assert ["c", "a", "b"] == [line["id"] for line in lines(answer)]


def test_a_line_has_every_key_of_a_decision(write):
    """The keys of the decision, and the grounds, the words for who asked, the rule book."""
    business = 'business = [{body = "planning", start = 2026-06-15T18:30:00}]'
    [line] = lines(decide(write("a", segment=business), "--json"))

    assert DOCUMENT_KEYS | {"grounds", "reply", "rule_book"} == set(line)
    assert {"part"} == set(line["segments"])
    assert SEGMENT_KEYS | {"grounds"} == set(line["segments"]["part"])
    assert {"meeting": "2026-06-15T18:30:00"} == line["due"]
    assert ("disclose", None, "S1") == (
        line["outcome"],
        line["refer_to"],
        line["segments"]["part"]["row"],
    )


def test_lists_are_sorted_and_segments_keep_their_order(write):
    """Rules, conditions and notices stand sorted; parts stand as in the facts."""
    more = (
        f'{ACCOUNTS}\nconfidential = "government_department"\n[[document.segments]]\nid = "annex"'
    )
    [line] = lines(decide("--json", write("a", segment=more)))

    assert ["part", "annex"] == list(line["segments"])
    for one in (line, *line["segments"].values()):
        for name in ("rules", "conditions", *(["notify"] if "notify" in one else [])):
            assert sorted(set(one[name])) == one[name]
    assert line["rules"]


def test_a_bad_file_is_named_and_the_others_are_decided(write, tmp_path):
    """Good and bad files together: exit code 2, the good ones in order, each bad one named."""
    unknown = write("unknown", segment='colour = "red"')
    latin = tmp_path / "latin.toml"
    latin.write_bytes(PLAIN.format(name="x", title='"caf\xe9"', segment="").encode("latin-1"))
    missing = tmp_path / "missing.toml"

    answer = decide(write("first"), unknown, latin, missing, tmp_path, write("last"), "--json")

    assert 2 == answer.exit_code
    assert ["first", "last"] == [line["id"] for line in lines(answer)]
    told = answer.stderr.splitlines()
    assert told[0].startswith(f"{unknown}: document.segments[0].colour: ")
    assert told[1].startswith(f"{latin}: ")
    assert "UTF-8" in told[1]
    assert [f"{file}: the file cannot be read" for file in (missing, tmp_path)] == told[2:]


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_nothing_is_printed_for_a_bad_file(write, flags):
    """A file that is not well-formed leaves nothing on standard output."""
    answer = decide(*flags, write("bad", segment="public = 1"))

    assert (2, "") == (answer.exit_code, answer.stdout)
    assert "document.segments[0].public" in answer.stderr


def test_at_least_one_file_is_needed():
    """Without a file, the command says how it is used."""
    answer = decide()

    assert 2 == answer.exit_code
    assert "FACTS.toml" in answer.stderr


def test_the_page_says_what_a_clerk_needs(write):
    """Without --json: outcome, office, each part's rule, what was tried, and the clauses."""
    answer = decide(write("a", segment=""))

    assert 0 == answer.exit_code
    for words in (
        "a  An invented request",
        "england, Monday 8 June 2026, 10am",
        "An officer must decide first.",
        "What next: It waits for the service director.",
        "For the officer",
        "Z1: No rule settles it",
        "For the record",
        "a part officer_judgement service_director: Z1",
        "What the rules say",
        "CL-CONLAN",
    ):
        assert words in answer.stdout


def test_the_page_of_a_refusal_says_where_to_go(write):
    """A refusal tells its rule, each route that was tried, and the office for a dispute."""
    answer = decide(write("a", segment="[findings]\nreasonably_necessary = false"))

    for words in (
        "You cannot see it.",
        "N10: You may not see",
        "does not apply",
        "If you disagree, you can ask the Monitoring Officer to look again.",
        "What would change the answer (any one of these is enough):",
        "- The council publishes it.",
    ):
        assert words in answer.stdout
    assert re.search(r"^  S1 +does not apply", answer.stdout, re.MULTILINE)


def test_a_letter_is_only_what_the_person_is_told(write):
    """With --letter the request is named, and of the checks only the clauses that decided."""
    answer = decide("--letter", write("a", segment="[findings]\nreasonably_necessary = false"))

    assert 0 == answer.exit_code
    assert answer.stdout.startswith(
        "Your request a\n\nYou asked us for a document on Monday 8 June"
    )
    assert "You cannot see it." in answer.stdout
    assert "clauses: N10, CL-CONLAN\n" in answer.stdout
    assert "does not apply" not in answer.stdout


def test_the_page_of_a_final_refusal_says_so(write):
    """Where nobody here hears a dispute, that is told."""
    answer = decide(write("a", segment='held_by_council = "elsewhere"'))

    assert "What next: This answer is final here." in answer.stdout


def test_the_page_says_what_may_not_be_told(write):
    """Where we may not say whether something exists, the clerk is given the words to use."""
    kept = 'kind = "advice_to_member"\nadvice_to = "person-b"\nkeep_from_others = true'
    answer = decide(write("a", segment=kept))

    words = " ".join(answer.stdout.split())
    assert "We can neither confirm nor deny that we hold this." in words


def test_the_page_of_a_public_paper_is_short(write):
    """A public paper has its rule and nothing that waits."""
    answer = decide(write("a", segment="public = true"))

    assert "You can see it." in answer.stdout
    assert "It waits" not in answer.stdout


@pytest.mark.parametrize(
    "title",
    ["[bold]loud[/bold]", "[/bold]", "[red", "a\\\\", "[link=x]y[/link]", ":warning:"],
)
def test_a_title_is_printed_as_it_stands(write, title):
    """What looks like markup in a title is text."""
    answer = decide(write("a", title=f'"{title}"'))

    assert 0 == answer.exit_code
    assert title.replace("\\\\", "\\") in answer.stdout


def test_signs_that_steer_a_terminal_do_not_get_through(write):
    """A title cannot colour, clear or rename the clerk's terminal."""
    answer = decide(write("a", title='"x\\u001b[31my\\u009b2Jz\\u0007"', segment=""))

    assert not {"\x1b", "\x9b", "\x07"} & set(answer.stdout)


def test_there_is_no_colour_in_a_file(write, monkeypatch):
    """Output that does not go to a terminal is plain text."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    assert "\x1b" not in decide(write("a")).stdout


def test_there_is_colour_on_a_terminal(write):
    """On a terminal the outcome stands in colour, and the words are the same."""
    file = write("a")
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(  # noqa: S603 - our own command, our own interpreter
        [sys.executable, "-m", "gateway", "decide", str(file)],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        env=environment,
    ) as command:
        os.close(theirs)
        seen = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:  # the other end is closed: all is read
                break
            seen += more
            if not more:
                break
    os.close(ours)

    assert 0 == command.returncode
    assert b"\x1b[32mYou can see it.\x1b[0m" in seen


def test_another_rule_book_can_decide(write, tmp_path):
    """With --rule-book the rules of that folder decide; a fault in them stops the command."""
    home = tmp_path / "book"
    home.mkdir()
    shutil.copy(shipped() / "model.conf", home)
    shutil.copytree(shipped() / "policies", home / "policies")
    rows = home / "policies" / "national" / "local-government-act.csv"
    text = rows.read_text(encoding="utf-8")

    rows.write_text(text.replace(", accounts ", ", casework_record "), encoding="utf-8")
    [line] = lines(decide("--json", "--rule-book", home, write("a")))
    rows.write_text(text.replace(", deny ", ", Deny "), encoding="utf-8")
    refused = decide("--json", "--rule-book", home, write("b"))

    assert "Z1" == line["segments"]["part"]["row"]
    assert 2 == refused.exit_code
    assert "" == refused.stdout
    assert "policies/national/local-government-act.csv, line" in refused.stderr
    assert "'Deny' is no effect" in refused.stderr
