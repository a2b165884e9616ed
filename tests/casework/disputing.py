"""How the tests of casework dispute, and answer disputes."""

from typing import Any

from gateway.casework.determinations import AnswerDispute
from gateway.casework.disputes import FileDispute
from gateway.casework.findings import RecordFinding
from gateway.casework.marks import MarkExempt
from gateway.domain.case_forms import (
    DisputeAnswerForm,
    DisputeForm,
    FindingForm,
    MarkForm,
    SegmentAnswer,
)
from tests.casework.asking import submit
from tests.casework.casing import PAT, SID, take
from tests.casework.thornmere import BEN, LOOSE, MOIRA, OPEN
from tests.store.borough import NOW

WHY = "I sit on the panel."


def dispute(reference: str, ground: str = "refusal", by: str = BEN, **more: Any) -> FileDispute:
    """The requester's dispute."""
    form = DisputeForm(ground=ground, words=WHY, **more)  # type: ignore[arg-type]
    return FileDispute(by=by, reference=reference, dispute=form)


def answer(
    reference: str, number: int, what: str, by: str = MOIRA, parts: tuple[str, ...] = ("body",)
) -> AnswerDispute:
    """The answer of the office that hears it, alike for some parts."""
    answers = tuple(
        SegmentAnswer(segment=part, answer=what, words=f"About {part}.")  # type: ignore[arg-type]
        for part in parts
    )
    form = DisputeAnswerForm(dispute=number, answers=answers)
    return AnswerDispute(by=by, reference=reference, answer=form)


def refused(office, paper: str = LOOSE, by: str = BEN, finder: str = SID) -> str:
    """The reference of a request for which no need was found."""
    asked = submit(office, by, paper, purpose="official_duty")
    form = FindingForm(finding="reasonably_necessary", value=False, words="No need was shown.")
    take(office, RecordFinding(by=finder, reference=asked.reference, found=form))
    return asked.reference


def refused_by_its_mark(office, by: str = BEN) -> str:
    """The reference of a request for the open paper of the next meeting, marked as exempt."""
    mark = MarkForm(segment="body", paragraph=1, tested=NOW.date(), words="About one person.")
    take(office, MarkExempt(by=PAT, document=OPEN, mark=mark))
    return submit(office, by, OPEN).reference
