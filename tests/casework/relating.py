"""How the tests of casework declare who is close to whom, and end it."""

from typing import Any

from gateway.casework.relationships import DeclareRelationship, EndRelationship
from gateway.domain.case_forms import RelationshipEndForm, RelationshipForm


def close(by: str, other: str, **more: Any) -> DeclareRelationship:
    """Somebody declares a relationship."""
    return DeclareRelationship(by=by, declared=RelationshipForm(other=other, **more))


def apart(by: str, person: str, other: str, **more: Any) -> EndRelationship:
    """Somebody ends what was declared of two people."""
    form = RelationshipEndForm(person=person, other=other, words="By mistake.", **more)
    return EndRelationship(by=by, form=form)
