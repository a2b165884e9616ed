"""What people send about a request is read strictly: nothing unknown, and reasons that say why."""

from typing import Any

import msgspec
import pytest

from gateway.domain import case_forms
from gateway.domain.onward import OnwardForm, OnwardPart

WHY = {"words": "Because."}
DAYS = {"first": "2026-12-01", "last": "2026-12-04"}
PERSON = "0" * 31 + "2"
OTHER = "0" * 31 + "3"

FORMS: dict[type, dict[str, Any]] = {
    case_forms.Question: WHY,
    case_forms.Information: WHY,
    case_forms.FindingForm: WHY | {"finding": "reasonably_necessary", "value": True},
    case_forms.Consultation: WHY | {"working_days": 10},
    case_forms.DisputeForm: WHY | {"ground": "delay"},
    case_forms.SegmentAnswer: WHY | {"segment": "body", "answer": "uphold"},
    case_forms.DisputeAnswerForm: {
        "answers": [WHY | {"segment": "body", "answer": "uphold"}],
    },
    case_forms.DeputyForm: DAYS | {"office": "monitoring_officer", "person": PERSON},
    case_forms.AbsenceForm: DAYS,
    case_forms.RelationshipForm: {"other": PERSON},
    case_forms.RelationshipEndForm: WHY | {"person": OTHER, "other": PERSON},
    case_forms.AsideForm: WHY | {"office": "service_director"},
    case_forms.MarkForm: WHY | {"segment": "body", "paragraph": 3},
    OnwardPart: WHY | {"segment": "body", "may": True},
    OnwardForm: {"answers": [WHY | {"segment": "body", "may": True}]},
}
"""Each form, with the least that it needs."""


def test_no_form_is_left_out():
    """A form that is added is tried here."""
    forms = {
        one
        for one in vars(case_forms).values()
        if isinstance(one, type)
        and issubclass(one, case_forms._Form)
        and one is not case_forms._Form
    }
    assert forms <= set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_the_least_is_enough_and_no_less(form: type):
    """What is needed is read; without any one of it, or with something unknown, it is refused."""
    least = FORMS[form]
    assert isinstance(msgspec.convert(least, form), form)

    wrong = [{key: least[key] for key in least if key != one} for one in least]
    for sent in (*wrong, least | {"colour": "red"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(sent, form)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        *((form, {"words": ""}) for form in FORMS if "words" in FORMS[form]),
        *((form, {"answers": []}) for form in FORMS if "answers" in FORMS[form]),
        (case_forms.FindingForm, {"finding": "looks_fine"}),
        (case_forms.Consultation, {"working_days": 0}),
        (case_forms.Consultation, {"working_days": 61}),
        (case_forms.FindingForm, {"as_of": -1}),
        (case_forms.DisputeAnswerForm, {"as_of": "now"}),
        (case_forms.DisputeForm, {"ground": "dislike"}),
        (case_forms.DisputeForm, {"office": "mayor"}),
        (case_forms.SegmentAnswer, {"answer": "perhaps"}),
        (case_forms.DisputeAnswerForm, {"working_days": 0}),
        (case_forms.DeputyForm, {"person": "Mrs Smith"}),
        (case_forms.AbsenceForm, {"last": "tomorrow"}),
        (case_forms.RelationshipForm, {"other": "Mrs Smith"}),
        (case_forms.AsideForm, {"office": "mayor"}),
        (case_forms.MarkForm, {"paragraph": 0}),
        (case_forms.MarkForm, {"paragraph": 19}),
        (OnwardPart, {"may": "yes"}),
        (OnwardForm, {"as_of": 2**60}),
    ],
)
def test_what_is_not_understood_is_refused(form: type, wrong: dict[str, Any]):
    """No reason, no part, a word that the law does not know, days or numbers out of reach."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(FORMS[form] | wrong, form)


@pytest.mark.parametrize(
    ("referred", "disputes", "may", "expected"),
    [
        (("main",), (), ("determine",), (True, False)),
        ((), ({},), ("determine",), (False, True)),
        (("main",), ({},), ("find",), (False, False)),
        ((), (), ("determine",), (False, False)),
    ],
)
def test_who_has_the_last_word(referred: Any, disputes: Any, may: Any, expected: Any):
    """On what a rule passed on, or on a dispute: where there is one, whoever may determine."""
    others = dict.fromkeys(case_forms.ShownCase.__struct_fields__)
    case = case_forms.ShownCase(**others | {"referred": referred, "disputes": disputes, "may": may})

    assert expected == (case.determines, case.hears)


def test_what_waits_in_a_case():
    """The parts that an office must decide, in their order."""
    parts = tuple(
        case_forms.ShownSegment(id=name, state="with_officer", office=office)
        for name, office in (("a", None), ("c", "service_director"), ("b", "proper_officer"))
    )
    others = dict.fromkeys(case_forms.ShownCase.__struct_fields__)
    case = case_forms.ShownCase(**others | {"segments": parts})

    assert ("c", "b") == tuple(one.id for one in case.waiting)
