"""Content: nothing leaves without a decision of that moment and its record."""

from typing import Any

import msgspec
import pytest

from gateway.audit import entries
from gateway.audit.entries import Entry
from gateway.casework.content import ReleaseContent
from gateway.casework.in_force import RuleBooks
from gateway.casework.writer import Office, open_office
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.domain.requests import ReleasedContent
from gateway.errors import (
    BusyError,
    GatewayError,
    NotAllowedError,
    NotFoundError,
    NotReleasedError,
)
from gateway.policy.book import RuleBook
from gateway.store import log, tables
from tests.casework.asking import row_counts, submit
from tests.casework.casing import accept
from tests.casework.thornmere import (
    ADA,
    BEN,
    CLOSED,
    FAY,
    HIDDEN,
    LOOSE,
    MIXED,
    NOT_HELD,
    OLIVE,
    OPEN,
    TIED,
)
from tests.store.borough import NOW, RULES, Borough, at, id_of


def _fetch(office: Office, by: str, document: str, **wanted: Any) -> ReleasedContent:
    return office.carry_out_now(ReleaseContent(by=by, document=document, **wanted))


def _bytes(office: Office, released: ReleasedContent) -> dict[str, bytes]:
    found = {}
    for file in released.files:
        with office.content.verified(file.name, file.sha256) as path:
            found[file.segment] = path.read_bytes()
    return found


def _last_entry(town: Borough) -> Entry:
    with town.reading() as connection:
        (kept,) = log.page(connection, limit=1)
    return entries.read(kept.data)


def _refusal(office: Office, by: str, document: str, **wanted: Any) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        _fetch(office, by, document, **wanted)
    return caught.value


def test_what_is_released_leaves_on_record(town: Borough):
    """The bytes are those registered, and the entry says whose they are by their hash."""
    with town.office() as office:
        released = _fetch(office, BEN, OPEN)
        assert {"body": b"open paper"} == _bytes(office, released)
    entry = _last_entry(town)
    assert (released.entry, "content.released", BEN) == (entry.seq, entry.kind, entry.actor)
    assert ([released.files[0].sha256], OPEN) == (entry.body["content"], entry.body["document"])


def test_only_what_is_released_leaves(town: Borough):
    """Of a paper with a secret part, the open part alone."""
    with town.office() as office:
        assert {"body": b"open part"} == _bytes(office, _fetch(office, BEN, MIXED))
        assert {"annex": b"annex"} == _bytes(office, _fetch(office, BEN, TIED))
        accept(office, id_of("Cleo"), HIDDEN)
        assert {"advice": b"hidden advice"} == _bytes(office, _fetch(office, id_of("Cleo"), HIDDEN))


def test_one_part_of_several(town: Borough):
    """One part can be asked for by its name."""
    paper = town.document(
        "two", one={"public": True, "content": b"1"}, two={"public": True, "content": b"2"}
    )
    with town.office() as office:
        assert {"two": b"2"} == _bytes(office, _fetch(office, BEN, paper, segment="two"))
        assert {"one", "two"} == set(_bytes(office, _fetch(office, BEN, paper)))


def test_conditions_go_with_the_bytes(town: Borough):
    """What the reader must keep to comes with each file."""
    paper = town.document(
        "names", body={"business": "Board / next", "exempt": (3,), "content": b"names"}
    )
    with town.office() as office:
        (file,) = _fetch(office, ADA, paper).files
    assert ("confidential",) == file.conditions


def test_a_known_paper_that_is_not_released(town: Borough):
    """What is known and not released is refused as such, on record."""
    with town.office() as office:
        refusal = _refusal(office, ADA, CLOSED)
    assert isinstance(refusal, NotReleasedError)
    entry = _last_entry(town)
    assert ("content.refused", ADA, []) == (entry.kind, entry.actor, entry.body["content"])


@pytest.mark.parametrize(
    "wanted",
    [
        {"document": HIDDEN},
        {"document": LOOSE},
        {"document": NOT_HELD},
        {"document": HIDDEN, "segment": "advice"},
        {"document": MIXED, "segment": "advice"},
        {"document": OPEN, "segment": "none"},
    ],
)
def test_what_is_not_to_be_known_is_as_absent(town: Borough, wanted: dict[str, str]):
    """Secret papers and parts answer as absent ones do, and leave the same record."""
    with town.office() as office:
        before = row_counts(town)
        refusal = _refusal(office, ADA, **wanted)
        after = row_counts(town)
        absent = _refusal(office, ADA, NOT_HELD)
        then = row_counts(town)
    assert (type(absent), str(absent)) == (type(refusal), str(refusal))
    assert isinstance(refusal, NotFoundError)
    grown = {name: after[name] - before[name] for name in after}
    as_absent = {name: then[name] - after[name] for name in then}
    assert {**as_absent, "log_nodes": 0} == {**grown, "log_nodes": 0}
    assert "content.refused" == _last_entry(town).kind


def test_a_part_without_bytes(town: Borough):
    """What is released but not kept here is said to be so; it is on record as well."""
    paper = town.document("empty", body={"public": True})
    with town.office() as office:
        refusal = _refusal(office, BEN, paper)
    assert "no file of it" in refusal.detail
    assert "content.refused" == _last_entry(town).kind


def test_a_seat_lost_since_the_request_counts(town: Borough):
    """What was released on request is decided again when it is fetched."""
    paper = town.document("seat", body={"business": "Board", "content": b"x"})
    with town.office() as office:
        asked = submit(office, ADA, OPEN)
        _fetch(office, ADA, OPEN, request=asked.reference)
        terms = tables.terms
        town.change(terms, terms.c.person == ADA, valid_to=at("2026-11-23"), ended_recorded_at=NOW)
        assert isinstance(_refusal(office, ADA, OPEN, request=asked.reference), NotReleasedError)
        assert isinstance(_refusal(office, ADA, paper), NotReleasedError)


def test_the_purpose_of_ones_own_request_counts(town: Borough):
    """With a request, its purpose and form are what is decided about."""
    with town.office() as office:
        asked = submit(office, ADA, OPEN, purpose="casework", form="copy")
        released = _fetch(office, ADA, OPEN, request=asked.reference)
    with town.reading() as connection:
        kept = log.committed_value(connection, released.entry, "facts")
    facts = msgspec.json.decode(kept, type=Facts)
    assert ("casework", "copy") == (facts.request.purpose, facts.request.form)


@pytest.mark.parametrize("document", [OPEN, NOT_HELD])
def test_a_request_must_be_ones_own_and_for_this(town: Borough, document: str):
    """Neither somebody else's request nor one for another paper can be used."""
    with town.office() as office:
        of_ben = submit(office, BEN, document)
        other = submit(office, ADA, MIXED)
        for reference in (of_ben.reference, other.reference, "NTK-2026-9999"):
            assert isinstance(_refusal(office, ADA, document, request=reference), NotFoundError)


@pytest.mark.parametrize("person", [OLIVE, "0" * 32])
def test_officers_do_not_fetch(town: Borough, person: str):
    """Content is released to those who ask for themselves."""
    with town.office() as office, pytest.raises(NotAllowedError):
        _fetch(office, person, OPEN)


def test_a_former_member_fetches_nothing(town: Borough):
    """A former member is given nothing, not even what they might know of."""
    with town.office() as office:
        assert isinstance(_refusal(office, FAY, OPEN), NotReleasedError)


class _Doubting(RuleBook):
    """A rule book whose Casbin never agrees."""

    def casbin_releases(self, facts: Facts, decision: Decision) -> frozenset[str]:  # noqa: ARG002  the same shape
        """Nothing."""
        return frozenset()


def test_without_casbin_nothing_leaves(town: Borough):
    """When stock Casbin does not agree, nothing is released and nothing recorded as released."""
    before = row_counts(town)
    doubting = _Doubting(RULES.texts)
    with open_office(
        town.data, town.url, rule_books=RuleBooks(doubting), clock=lambda: NOW
    ) as office:
        with pytest.raises(BusyError, match="do not agree"):
            _fetch(office, BEN, OPEN)
        submit(office, BEN, OPEN)
    assert before["log_entries"] + 1 == row_counts(town)["log_entries"]


def test_changed_bytes_do_not_leave(town: Borough):
    """Bytes that were changed on the disk are refused, though the release is on record."""
    with town.office() as office:
        released = _fetch(office, BEN, OPEN)
        office.content.put(released.files[0].name, [b"forged"])
        with pytest.raises(BusyError):
            _bytes(office, released)
