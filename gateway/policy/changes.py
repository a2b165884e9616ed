"""The changes that could turn an answer into a release, one at a time.

Each says in plain words what would have to happen, to whoever asked and to an officer who reads
about them, and gives the facts as they would then be. A change that is already so, or that makes
no sense for the facts, gives none. None of them names a person, a group or a paper: a reader learns
what would help, not what others know.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct

from gateway.domain.facts import Facts, Segment
from gateway.policy.case import finding_for

replace = msgspec.structs.replace
DETERMINED: Final = "determination"
"""The name of the change by which whoever has the last word decides."""


class Change(Struct, frozen=True, kw_only=True):
    """One thing that could become so. `to` gives the facts of one segment's document as changed.

    `of_them` is the sentence for an officer, where that for the requester speaks to them; in it
    "{office}" is the office that has the last word.
    """

    name: str
    sentence: str
    to: Callable[[Facts, Segment], Facts | None]
    of_them: str = ""

    @property
    def for_officer(self) -> str:
        """The sentence, about the requester and not to them."""
        return self.of_them or self.sentence


def _with_segment(facts: Facts, segment: Segment, **values: Any) -> Facts | None:
    changed = replace(segment, **values)
    if changed == segment:
        return None
    parts = tuple(changed if one.id == segment.id else one for one in facts.document.segments)
    return replace(facts, document=replace(facts.document, segments=parts))


def _with_request(facts: Facts, **values: Any) -> Facts | None:
    changed = replace(facts.request, **values)
    return None if changed == facts.request else replace(facts, request=changed)


def _with_requester(facts: Facts, **values: Any) -> Facts | None:
    changed = replace(facts.requester, **values)
    return None if changed == facts.requester else replace(facts, requester=changed)


def _finding(name: str, value: Any, sentence: str, of_them: str = "") -> Change:
    def to(facts: Facts, segment: Segment) -> Facts | None:
        if finding_for(facts, segment, name) == value:
            return None
        own = replace(segment.findings, **{name: value})
        return _with_segment(facts, segment, findings=own)

    return Change(name=name, sentence=sentence, to=to, of_them=of_them)


def _join(facts: Facts, segment: Segment) -> Facts | None:
    if not segment.business:
        return None
    bodies = facts.requester.bodies | {segment.business[0].body}
    return _with_requester(facts, bodies=bodies)


def _sit_on_scrutiny(facts: Facts, segment: Segment) -> Facts | None:  # noqa: ARG001 - one shape
    positions = facts.requester.positions | {"scrutiny_member"}
    return _with_requester(facts, positions=positions)


def _sign(facts: Facts, segment: Segment) -> Facts | None:  # noqa: ARG001 - one shape
    return _with_requester(facts, undertaking=True)


def _link_to_scrutiny(facts: Facts, segment: Segment) -> Facts | None:  # noqa: ARG001 - one shape
    if facts.request.scrutiny_link != "none":
        return None
    return _with_request(facts, scrutiny_link="review")


def _state_duty(facts: Facts, segment: Segment) -> Facts | None:  # noqa: ARG001 - one shape
    return _with_request(facts, purpose="official_duty", on_behalf_of=None)


def _subjects_agree(facts: Facts, segment: Segment) -> Facts | None:
    return _with_request(facts, consents=facts.request.consents | segment.subjects)


def _owner_agrees(facts: Facts, segment: Segment) -> Facts | None:
    private = segment.owner_group or segment.advice_to
    return _with_segment(facts, segment, author_consents=True) if private else None


def _unmark(facts: Facts, segment: Segment) -> Facts | None:
    return _with_segment(facts, segment, exempt=())


def _publish(facts: Facts, segment: Segment) -> Facts | None:
    return _with_segment(facts, segment, public=True)


def _third_party_agrees(facts: Facts, segment: Segment) -> Facts | None:
    if segment.third_party_confidence == "none":
        return None
    return _with_segment(facts, segment, third_party_confidence="consents")


def _determine(facts: Facts, segment: Segment) -> Facts | None:
    """Not where the last word was said already."""
    if finding_for(facts, segment, "determination") is not None:
        return None
    return _with_segment(
        facts, segment, findings=replace(segment.findings, determination="release")
    )


CHANGES: tuple[Change, ...] = (
    Change(
        name="body",
        sentence="You join the body whose business it is.",
        of_them="The councillor joins the body whose business it is.",
        to=_join,
    ),
    Change(
        name="scrutiny_member",
        sentence="You sit on an overview and scrutiny committee.",
        of_them="The councillor sits on an overview and scrutiny committee.",
        to=_sit_on_scrutiny,
    ),
    Change(
        name="scrutiny_link",
        sentence="You ask for it as part of a call-in, a review or the work programme.",
        of_them="The councillor asks for it as part of a call-in, a review or the work programme.",
        to=_link_to_scrutiny,
    ),
    Change(
        name="purpose",
        sentence="You tell us which duty as a councillor you need it for.",
        of_them="The councillor tells us which duty as a councillor they need it for.",
        to=_state_duty,
    ),
    Change(
        name="undertaking",
        sentence="You sign a promise of confidence.",
        of_them="The councillor signs a promise of confidence.",
        to=_sign,
    ),
    Change(name="consents", sentence="Everybody it is about agrees.", to=_subjects_agree),
    Change(name="author_consents", sentence="Its owner agrees.", to=_owner_agrees),
    Change(
        name="third_party_confidence",
        sentence="The person who gave it in confidence agrees.",
        to=_third_party_agrees,
    ),
    _finding(
        "reasonably_necessary",
        value=True,
        sentence="The officer finds that you need to know.",
        of_them="The officer finds that the councillor needs to know.",
    ),
    _finding(
        "good_faith",
        value=True,
        sentence="The officer finds that you ask in good faith.",
        of_them="The officer finds that the councillor asks in good faith.",
    ),
    _finding(
        "third_party_effect",
        value="low",
        sentence="The officer finds that the effect on other people is low.",
    ),
    _finding(
        "relates_to_work",
        value=True,
        sentence="The officer finds that it relates to your work as a councillor.",
        of_them="The officer finds that it relates to the councillor's work.",
    ),
    _finding(
        "no_other_purpose",
        value=False,
        sentence="You tell us of another purpose, and the officer accepts it.",
        of_them="The councillor tells us of another purpose, and the officer accepts it.",
    ),
    _finding(
        "relevant_to_scrutiny",
        value=True,
        sentence="The executive finds that it is relevant to the scrutiny work.",
    ),
    _finding(
        "casework_lawful",
        value=True,
        sentence="The officer finds that data protection law allows it for this casework.",
    ),
    _finding(
        "casework_ground",
        value="cannot_reasonably_obtain",
        sentence="The data protection lead finds a lawful reason to go without consent.",
    ),
    _finding(
        "personal_data_cleared",
        value=True,
        sentence="The proper officer clears the personal data in it.",
    ),
    _finding(
        "interest_cleared",
        value=True,
        sentence="The adviser finds that your interest does not stand in the way.",
        of_them="The adviser finds that the councillor's interest does not stand in the way.",
    ),
    _finding("briefing_approved", value=True, sentence="A senior officer approves the briefing."),
    _finding(
        "internal_to_group",
        value=False,
        sentence="The determiner finds that it is not internal to a group.",
    ),
    _finding(
        "order_covers_members",
        value=False,
        sentence="The adviser finds that the law or order does not keep it from members.",
    ),
    _finding(
        "breach_of_confidence",
        value=False,
        sentence="The adviser finds that the department's confidence would not be broken.",
    ),
    _finding(
        "own_development_connection",
        value=True,
        sentence="The proper officer finds that it is about the council's own development.",
    ),
    Change(name="exempt", sentence="The proper officer takes the mark as exempt off.", to=_unmark),
    Change(
        name=DETERMINED,
        sentence="The last office in a dispute decides for you.",
        of_them="{office}, who has the last word here, decides to release it.",
        to=_determine,
    ),
    Change(name="public", sentence="The council publishes it.", to=_publish),
)
"""Every change that is tried, those nearest to the person who asks first."""
