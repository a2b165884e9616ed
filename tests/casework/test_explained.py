"""Answers with their grounds: worked out from what the log kept, and silent on what is not told."""

import msgspec
import pytest
from sqlalchemy import delete

from gateway.app import create_app
from gateway.casework.explained import Made, answer_of, with_grounds
from gateway.casework.requests import SubmitRequest
from gateway.domain.requests import AskedRequest
from gateway.store import tables
from tests.api.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town with people and papers."""
    return Town(tmp_path_factory.mktemp("explained") / "data", "wolverhampton")


@pytest.fixture(scope="module")
def office(town):
    """Its office at work."""
    with create_app(town.settings).state.office as office:
        yield office


def ask(town, office, document):
    """Ben asks for a document."""
    asked = AskedRequest(document=document)
    return answer_of(office.carry_out_now(SubmitRequest(by=town.people["ben"], asked=asked)))


def test_an_answer_gets_the_grounds_of_each_part(town, office):
    """Every segment says why, with a sentence; the decision itself stays as it was."""
    answer = ask(town, office, town.paper)
    decision = with_grounds(office, answer).decision
    without = tuple(msgspec.structs.replace(one, grounds=()) for one in decision.segments)

    assert all(one.grounds for one in decision.segments)
    assert all(ground.sentence for one in decision.segments for ground in one.grounds)
    assert answer.decision == msgspec.structs.replace(decision, segments=without, grounds=())


def test_what_is_not_told_has_no_grounds(town, office):
    """Of a document with a hidden part, only the other part is explained; of a hidden one, none."""
    secret = {"kind": "advice_to_member", "keep_from_others": True, "advice_to": "ada"}
    mixed = town.document({"open": {}, "hidden": secret})
    told = with_grounds(office, ask(town, office, mixed)).decision
    nothing = ask(town, office, town.secret)

    assert ["open"] == [one.id for one in told.segments]
    assert "hidden" not in str(told)
    assert "advice" not in str(told)
    assert nothing == with_grounds(office, nothing)


@pytest.mark.parametrize("which", ["paper", "secret", "mixed"])
def test_grounds_at_hand_are_those_worked_out_again(town, office, which):
    """Who has just been answered and who looks later read the same."""
    parts = {"open": {}, "hidden": {"kind": "advice_to_member", "keep_from_others": True}}
    document = town.document(parts) if which == "mixed" else getattr(town, which)
    asked = AskedRequest(document=document)
    made = office.carry_out_now(SubmitRequest(by=town.people["ben"], asked=asked))

    assert isinstance(made, Made)
    assert with_grounds(office, made.answer) == made.explained(
        office.rule_books.ready(made.answer.decision.rule_book)
    )


def test_when_the_facts_are_erased_the_answer_stands_without_grounds(town, office):
    """The decision is still told; what it was made from is gone, and nothing fails."""
    answer = ask(town, office, town.paper)
    secrets = tables.log_secrets.c
    with town.writing() as connection:
        connection.execute(
            delete(tables.log_secrets).where(secrets.seq == answer.entry, secrets.name == "facts")
        )

    assert answer == with_grounds(office, answer)
