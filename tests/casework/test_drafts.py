"""Drafts: kept, changed, thrown away, sent; and earlier requests asked again."""

import pytest

from gateway.casework import drafts
from gateway.casework.drafts import AskAgain, DiscardDraft, SaveDraft, SendDraft, drafts_of
from gateway.casework.explained import answer_of
from gateway.domain.case_forms import Draft
from gateway.domain.requests import AskedRequest
from gateway.errors import ConflictError, NotAllowedError, NotFoundError
from tests.casework.adding import log_size
from tests.casework.asking import submit
from tests.casework.casing import case_of, take
from tests.casework.thornmere import ADA, BEN, CLOSED, OLIVE, OPEN
from tests.store.borough import Borough

ASKED = AskedRequest(document=OPEN, purpose="casework", statement="For Mrs Reed.")


def saved(office, by: str = ADA, **more) -> Draft:
    """A draft just kept."""
    return take(office, SaveDraft(by=by, asked=ASKED, **more))


def mine(office, person: str = ADA) -> tuple[Draft, ...]:
    """Somebody's drafts."""
    with office.reading() as reading:
        return drafts_of(reading, person)


def test_a_draft_is_its_authors_own(town: Borough):
    """It is kept, changed and thrown away without a trace in the log, and nobody else sees it."""
    before = log_size(town)
    with town.office() as office:
        draft = saved(office)
        assert (draft,) == mine(office)
        assert () == mine(office, BEN)
        changed = AskedRequest(document=CLOSED)
        take(office, SaveDraft(by=ADA, asked=changed, draft=draft.id))
        assert [changed] == [one.asked for one in mine(office)]
        for command in (
            SaveDraft(by=BEN, asked=ASKED, draft=draft.id),
            DiscardDraft(by=BEN, draft=draft.id),
            SendDraft(by=BEN, draft=draft.id),
        ):
            with pytest.raises(NotFoundError):
                take(office, command)
        take(office, DiscardDraft(by=ADA, draft=draft.id))
        assert () == mine(office)
    assert before == log_size(town)


def test_a_draft_that_is_sent_is_a_request(town: Borough):
    """It is decided as if it had been asked at once, and is no draft any more."""
    with town.office() as office:
        draft = saved(office)
        answer = answer_of(take(office, SendDraft(by=ADA, draft=draft.id)))
        assert (ASKED, "disclose") == (answer.asked, answer.decision.outcome)
        assert () == mine(office)
        with pytest.raises(NotFoundError):
            take(office, SendDraft(by=ADA, draft=draft.id))


def test_asking_again_keeps_what_was_said(town: Borough):
    """The draft says what the earlier request said, and what it becomes leads back to that."""
    with town.office() as office:
        first = submit(office, ADA, CLOSED, statement="For Mrs Reed.", capacity="ward_member")
        draft = take(office, AskAgain(by=ADA, reference=first.reference))
        assert (first.asked, first.reference) == (draft.asked, draft.again_from)
        second = answer_of(take(office, SendDraft(by=ADA, draft=draft.id)))
        assert first.reference == case_of(office, ADA, second.reference).again_from
        with pytest.raises(NotFoundError):
            take(office, AskAgain(by=BEN, reference=first.reference))


def test_officers_keep_no_drafts(town: Borough):
    """They make checks instead."""
    with town.office() as office, pytest.raises(NotAllowedError):
        saved(office, by=OLIVE)


def test_nobody_keeps_drafts_without_end(town: Borough, monkeypatch: pytest.MonkeyPatch):
    """Whoever keeps too many sends or discards one first."""
    monkeypatch.setattr(drafts, "MOST", 2)
    with town.office() as office:
        saved(office)
        saved(office)
        with pytest.raises(ConflictError, match="2 drafts"):
            saved(office)
