"""Trying a draft from a page: it runs beside, and is recorded before it is done."""

import pytest

from gateway.casework.rule_books import propose
from gateway.casework.trials import Trials
from gateway.errors import NotAllowedError, NotFoundError
from tests.casework.asking import submit
from tests.casework.casing import staffed
from tests.casework.test_replay import LOST, STRICTER
from tests.casework.thornmere import BEN, MOIRA, OLIVE, OPEN
from tests.store.borough import Borough


def test_a_draft_is_tried_and_recorded(town: Borough):
    """What flips is counted; the entry stands before it is said to be done."""
    with staffed(town).office() as office:
        submit(office, BEN, OPEN)
        propose(office, by=MOIRA, texts=STRICTER.texts)
        trials = Trials(office)
        assert trials.of(STRICTER.digest) is None
        thread = trials.start(by=MOIRA, digest=STRICTER.digest)
        assert thread is not None
        thread.join()
        trial = trials.of(STRICTER.digest)
        assert trial is not None
        assert ("done", "") == (trial.state, trial.fault)
        assert trial.done == trial.steps > 0
        assert trial.counts.pairs[LOST] > 0


def test_only_who_answers_for_the_rules_tries_a_draft(town: Borough):
    """And only what was proposed here."""
    with staffed(town).office() as office:
        propose(office, by=MOIRA, texts=STRICTER.texts)
        trials = Trials(office)
        with pytest.raises(NotAllowedError):
            trials.start(by=OLIVE, digest=STRICTER.digest)
        with pytest.raises(NotFoundError):
            trials.start(by=MOIRA, digest="0" * 64)
