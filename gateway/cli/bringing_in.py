"""Brings registers and documents in through the office at work, for `import` and for `demo`."""

from collections.abc import Sequence

from gateway.casework.writer import Office
from gateway.domain.papers import Papers
from gateway.domain.people import OPERATOR
from gateway.domain.register import Register
from gateway.importing.contents import Contents
from gateway.importing.difference import Difference
from gateway.importing.fault import Place
from gateway.importing.import_papers import ImportPapers, find_changes
from gateway.importing.import_register import ImportRegister, find_differences
from gateway.importing.papers_difference import PaperChange


def bring_register(
    office: Office,
    registers: tuple[Register, ...],
    digests: Sequence[str],
    *,
    dry_run: bool = False,
    many_may_end: bool = False,
) -> tuple[Difference, ...]:
    """What the registers change, done and recorded unless it is a dry run.

    Raises ImportFileError for a reference to nothing, and SweepingImportError where most of what is
    held would end; then nothing was done.
    """
    if dry_run:
        with office.reading() as reading:
            return find_differences(reading, registers)
    return office.carry_out_now(
        ImportRegister(
            by=OPERATOR, registers=registers, digests=tuple(digests), many_may_end=many_may_end
        )
    )


def bring_papers(
    office: Office,
    papers: Papers,
    contents: Contents,
    *,
    place: Place,
    digest: str,
    dry_run: bool = False,
) -> tuple[PaperChange, ...]:
    """What the documents change, done and recorded unless it is a dry run.

    New bytes are scanned and kept before anything refers to them, and taken away if it is refused.
    Raises ImportFileError for a reference to nothing, InfectedFileError and NotScannedError; then
    nothing was done.
    """
    with office.reading() as reading:
        _, changes = find_changes(reading, papers, contents, place)
    if dry_run:
        return changes
    stored = {}
    try:
        for change in changes:
            if change.segment is not None and change.new_content:
                key = (change.paper.id, change.segment.id)
                office.scanner.refuse_infected(contents[key].chunks())
                stored[key] = office.content.keep(contents[key].chunks())
        return office.carry_out_now(
            ImportPapers(
                by=OPERATOR,
                papers=papers,
                contents=contents,
                stored=stored,
                place=place,
                digest=digest,
            )
        )
    except BaseException:
        office.content.clear_up(*stored.values())
        raise
