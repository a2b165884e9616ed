"""Which facts are well-formed beyond their types: the sentences of section 2 that join facts."""

from tests.reference.profiles import PROFILES

YEARS = range(2024, 2029)
_PARAGRAPHS = {"england": range(1, 8), "wales": range(12, 19), "none": range(1, 19)}


class NotWellFormedError(ValueError):
    """These facts get no decision."""


def check(facts):
    """Refuse facts that contradict themselves or the council's scheme."""
    for wrong, why in _faults(facts):
        if wrong:
            raise NotWellFormedError(why)


def _faults(facts):
    yield facts.council not in PROFILES, "an unknown council"
    yield facts.now.year not in YEARS, "the calendar does not cover this year"
    officer_check = facts.request.type == "officer_check"
    yield officer_check != (facts.requester.kind == "officer"), "officer checks are for officers"
    yield officer_check != (facts.request.audience is not None), "an audience is for officer checks"
    ids = [segment.id for segment in facts.document.segments]
    yield not ids, "no segment"
    yield len(ids) != len(set(ids)), "a segment's id is used twice"
    paragraphs = _PARAGRAPHS[PROFILES[facts.council]["exemption_scheme"]]
    for segment in facts.document.segments:
        for tag in segment.exempt:
            yield tag.paragraph not in paragraphs, "a paragraph that this scheme does not have"
        for entry in segment.business:
            if entry.ended is not None:
                yield entry.start is None or entry.ended < entry.start, "ended before it started"
