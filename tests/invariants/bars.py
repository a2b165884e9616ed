"""What may be added to facts: bars (invariant 18) and ways in (invariant 19)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

from msgspec.structs import replace

from gateway.domain import facts as words
from gateway.domain.facts import Facts, Segment
from tests.invariants.changes import of_finding, of_request, of_requester, with_segment
from tests.reference.profiles import PROFILES

MAY_MOVE_A_HELD_SEGMENT = ("confidential", "consent refused", "exempt tag")


def added(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """The facts with one more bar, and which bar it is."""
    yield "broad", of_request(facts, broad=True)
    yield "good faith denied", of_finding(facts, "good_faith", value=False)
    yield "determined against", of_finding(facts, "determination", "refuse")
    yield "no undertaking", of_requester(facts, undertaking=False)
    for segment in facts.document.segments:
        for bar, changed in _on_segment(segment):
            yield bar, with_segment(facts, changed)
        for matter in segment.matters:
            interest = words.Interest(matter=matter, kind="disclosable_pecuniary")
            interests = (*facts.requester.interests, interest)
            yield "interest", of_requester(facts, interests=interests)
            yield "adverse", of_requester(facts, adverse=facts.requester.adverse | {matter})
    yield from _tagged(facts)


def _on_segment(segment: Segment) -> Iterator[tuple[str, Segment]]:
    if segment.confidential == "none":
        for basis in get_args(words.Confidential)[1:]:
            yield f"confidential {basis}", replace(segment, confidential=basis)
    if segment.third_party_confidence == "none":
        yield "third party", replace(segment, third_party_confidence="not_consulted")
    if segment.personal_data == "none":
        for data in get_args(words.PersonalData)[1:]:
            yield f"personal data {data}", replace(segment, personal_data=data)
    if segment.not_severable is None:
        yield "not severable", replace(segment, not_severable="knot")
    yield "kept from others", replace(segment, keep_from_others=True)
    yield "consent refused", replace(segment, author_consents=False)


def _tagged(facts: Facts) -> Iterator[tuple[str, Facts]]:
    scheme = PROFILES[facts.council]["exemption_scheme"]
    paragraphs = {"england": (1, 3, 5, 6), "wales": (12, 14, 16, 17), "none": (3,)}[scheme]
    for segment in facts.document.segments:
        for paragraph in paragraphs:
            for tested in (None, facts.now.date()):
                tag = words.ExemptTag(paragraph=paragraph, tested=tested)
                tags = (*segment.exempt, tag)
                yield "exempt tag", with_segment(facts, replace(segment, exempt=tags))


def routes(facts: Facts) -> Iterator[Facts]:
    """The facts with one more way in: a coming meeting, a seat, or a link to scrutiny."""
    seats = facts.requester.positions | {"scrutiny_member"}
    yield of_requester(facts, positions=seats)
    for link in ("call_in", "review", "work_programme"):
        yield of_request(facts, scrutiny_link=link)
        yield of_request(of_requester(facts, positions=seats), scrutiny_link=link)
    for segment in facts.document.segments:
        for entry in segment.business:
            yield of_requester(facts, bodies=facts.requester.bodies | {entry.body})
        for executive in (False, True):
            for private in (False, True):
                meeting = words.Business(
                    body="body-d",
                    executive=executive,
                    private=private,
                    start=facts.now + timedelta(days=5),
                )
                yield with_segment(facts, replace(segment, business=(*segment.business, meeting)))
