"""`gateway import`: shown first if one wants, then stored whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from gateway.cli.office import office_at_work
from gateway.importing.read_register import LARGEST
from gateway.settings import Settings
from gateway.store import tables
from tests.cli.conftest import Place
from tests.importing import invented


def written(folder: Path, **files: bytes | str) -> list[str]:
    """Files with this content; underscores in names stand for dots."""
    paths = []
    for name, data in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        paths.append(str(path))
    return paths


def rows(place: Place, table: Any) -> int:
    """How many rows a table has."""
    with office_at_work(Settings(data=place.data)) as office, office.reading() as reading:
        return reading.connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def register(tmp_path: Path) -> list[str]:
    """The invented council's own files, and its CSV of a private meeting."""
    return written(
        tmp_path,
        councillors_json=invented.councillors(),
        committees_json=invented.committees(),
        private_csv="meeting id,cid,date,time,private\n5001,11,2026-12-03,18:30,no\n",
    )


def test_a_dry_run_shows_every_row_and_stores_nothing(place: Place, register: list[str]):
    """Names, not ids, and a last line that says so."""
    answer = place.gateway("import", "register", "--dry-run", *register)

    assert 0 == answer.exit_code, answer.output
    assert "Rory O'Marchbank" in answer.output
    assert "Note: committees.json, committees[1], members[2]: a vacancy" in answer.output
    assert answer.output.endswith("This was a dry run: nothing was stored.\n")
    assert 0 == rows(place, tables.people)


def test_an_import_counts_what_it_stored_and_the_next_changes_nothing(
    place: Place, register: list[str]
):
    """And says so."""
    first = place.gateway("import", "register", *register)
    second = place.gateway("import", "register", *register)
    dry = place.gateway("import", "register", "--dry-run", *register)

    assert first.output.endswith("Stored and recorded.\n")
    assert second.output.endswith("Nothing changes: all of it is held already.\n")
    assert second.output == dry.output
    assert 5 == rows(place, tables.people)


def test_programs_get_one_line(place: Place, register: list[str]):
    """With counts and every change."""
    answer = place.gateway("import", "register", "--json", "--dry-run", *register)
    shown = json.loads(answer.output)

    assert shown["dry_run"]
    assert {"added": 5} == shown["sources"][0]["counts"]["seats"]


def test_a_malformed_row_is_told_in_one_line_and_stores_nothing(
    place: Place, tmp_path: Path, register: list[str]
):
    """The file, the row, what is wrong and what to do; the exit code is 2."""
    wrong = written(tmp_path, wrong_csv="id,name\nz1,Ivo Larch\nz1,Ivo Larch\n")
    answer = place.gateway("import", "register", *register, *wrong)

    assert 2 == answer.exit_code
    assert "wrong.csv, line 3: This stands in the file already" in answer.output
    assert "Ivo" not in answer.output
    assert 0 == rows(place, tables.people)


def test_a_file_that_is_not_there_is_no_surprise(place: Place, tmp_path: Path):
    """The path is refused before anything is opened."""
    answer = place.gateway("import", "register", str(tmp_path / "missing.csv"))

    assert 2 == answer.exit_code
    assert "does not exist" in answer.output


def test_a_file_that_is_too_large_is_refused_by_its_size(place: Place, tmp_path: Path):
    """A register of more than twenty mebibytes is none."""
    (path,) = written(tmp_path, large_csv="id,name\n")
    with Path(path).open("ab") as file:
        file.truncate(LARGEST + 1)
    answer = place.gateway("import", "register", path)

    assert 2 == answer.exit_code
    assert "large.csv: The file is larger than 20 MiB" in answer.output


def test_a_file_that_cannot_be_read_is_told(
    place: Place, register: list[str], monkeypatch: pytest.MonkeyPatch
):
    """The disk may fail; the name of the file is told, and nothing of the machine."""

    def unreadable(_path: Path) -> bytes:
        raise OSError("Input/output error: /srv/share")

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    answer = place.gateway("import", "register", *register)

    assert 2 == answer.exit_code
    assert "councillors.json: The file cannot be read" in answer.output
    assert "/srv" not in answer.output


def test_a_dry_run_warns_of_a_clean_sweep_which_needs_a_word(place: Place, tmp_path: Path):
    """And with that word it is done."""
    many = "".join(f"z{number},Number {number}\n" for number in range(8))
    whole, few = written(tmp_path, whole_csv=f"id,name\n{many}", few_csv="id,name\nz1,Number 1\n")
    place.gateway("import", "register", whole)
    dry = place.gateway("import", "register", "--dry-run", few)
    refused = place.gateway("import", "register", few)
    done = place.gateway("import", "register", "--many-end", few)

    assert "This would end 7 of 8 terms. If that is right, --many-end." in dry.output
    assert 2 == refused.exit_code
    assert "add --many-end" in refused.output
    assert done.output.endswith("Stored and recorded.\n")


PAPERS = {
    "documents": [
        {
            "id": "d1",
            "title": "Depot [sale]",
            "segments": [
                {"id": "report", "business": [{"body": "11", "meeting": "5001"}], "text": "Open."},
                {"id": "map", "file": "map.pdf"},
            ],
        }
    ]
}


@pytest.fixture
def papers(tmp_path: Path) -> str:
    """A file of one document, with a file beside it."""
    path, _ = written(tmp_path, papers_json=json.dumps(PAPERS), map_pdf=b"%PDF-1.7 map")
    return path


def test_documents_are_shown_then_stored_with_their_bytes(
    place: Place, register: list[str], papers: str
):
    """A title is shown as it is, and the bytes are kept under other names."""
    place.gateway("import", "register", *register)
    dry = place.gateway("import", "documents", "--dry-run", papers)
    kept_before = list((place.data / "content").iterdir())
    stored = place.gateway("import", "documents", papers)
    again = place.gateway("import", "documents", "--json", papers)

    assert "Depot [sale]: map" in dry.output
    assert [] == kept_before
    assert stored.output.endswith("Stored and recorded.\n")
    assert {b"Open.", b"%PDF-1.7 map"} == {
        path.read_bytes() for path in (place.data / "content").iterdir()
    }
    assert [] == json.loads(again.output)["changes"]


def test_documents_that_are_refused_leave_no_bytes(place: Place, papers: str):
    """The bodies are not there yet, so nothing is kept."""
    answer = place.gateway("import", "documents", papers)

    assert 2 == answer.exit_code
    assert "papers.json, documents[0].segments[0], business[0], body" in answer.output
    assert [] == list((place.data / "content").iterdir())


def test_bytes_are_taken_away_again_when_the_writer_refuses(
    place: Place, register: list[str], papers: str, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is left of what could not be recorded."""
    place.gateway("import", "register", *register)

    def full(*_: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("gateway.store.log.Log.append", full)
    answer = place.gateway("import", "documents", papers)

    assert 0 != answer.exit_code
    assert [] == list((place.data / "content").iterdir())
    assert 0 == rows(place, tables.documents)
