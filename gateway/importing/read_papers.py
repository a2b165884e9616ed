"""Reads a file of documents to import, JSON or CSV, as strictly as facts are read."""

from typing import Final

from gateway.domain import strict_json
from gateway.domain.papers import Papers
from gateway.errors import ImportFileError, InputError
from gateway.importing.fault import Place, file
from gateway.importing.papers_csv import read_papers_csv
from gateway.importing.read_register import MARK, check_bytes

MOST_DOCUMENTS: Final = 20_000


def read_papers(name: str, data: bytes) -> Papers:
    """The documents in the file. `name` is the file's name without folders, for messages.

    Raises ImportFileError, with the place, for an unknown key, a wrong value, a missing one, an id
    that stands twice, and everything else that is not exactly as docs/importing.md says.
    """
    place = file(name)
    check_bytes(data, place)
    content = data.removeprefix(MARK).lstrip()
    papers = (
        _read_json(content, place) if content.startswith(b"{") else read_papers_csv(data, place)
    )
    _refuse_repeats(papers, place)
    return papers


def _read_json(content: bytes, place: Place) -> Papers:
    try:
        return strict_json.read(content, Papers)
    except InputError as error:
        raise ImportFileError(error.detail, where=str(place.at(error.where or ""))) from error


def _refuse_repeats(papers: Papers, place: Place) -> None:
    if len(papers.documents) > MOST_DOCUMENTS:
        raise place.fault(f"There are more than {MOST_DOCUMENTS} documents; split the file.")
    seen: set[str] = set()
    for number, paper in enumerate(papers.documents):
        at = place.at(f"documents[{number}]")
        if paper.id in seen:
            raise at.at("id").fault(
                "This id stands in the file already; every document has its own."
            )
        seen.add(paper.id)
        for row, segment in enumerate(paper.segments):
            at_segment = at.at(f"segments[{row}]")
            paragraphs = [tag.paragraph for tag in segment.exempt]
            if len(set(paragraphs)) < len(paragraphs):
                raise at_segment.at("exempt").fault("A paragraph stands twice; give it once.")
            if len(set(segment.business)) < len(segment.business):
                raise at_segment.at("business").fault("The same business stands twice.")
