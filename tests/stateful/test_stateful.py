"""Whatever people do in whatever order, over HTTP: answered, shown and recorded as a model says.

A few sequences here, so that a change that breaks something common is seen at once; the gate tries
2,000 of 50 steps (`gates/stateful.py`).
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.databases import quickest
from tests.stateful.council import councils
from tests.stateful.machine import Sequence
from tests.stateful.serving import InProcess

FEW = 25


@pytest.fixture
def sequence() -> Iterator[type[Sequence]]:
    """Sequences in copies of three councils, served in this process."""
    with tempfile.TemporaryDirectory(dir=quickest()) as folder:

        class Here(Sequence):
            councils = councils(Path(folder))
            serving = InProcess()

        yield Here
        Here.serving.close()


def test_no_step_differs_from_the_model(sequence: type[Sequence]):
    """Every answer, every case that is shown and every log entry is as the model says."""
    how = settings(
        max_examples=FEW,
        stateful_step_count=50,
        suppress_health_check=list(HealthCheck),  # a sequence takes its time
    )
    run_state_machine_as_test(sequence, settings=how)
    assert sequence.taken["POST determinations 201"], "the sequences come this far"
