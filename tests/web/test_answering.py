"""What an officer answers is checked before it is sent, and what was not agreed is said first."""

import pytest

from gateway.casework.turning import WouldBe
from gateway.domain.case_forms import SegmentAnswer
from gateway.web.before_sending import CHECK
from gateway.web.finding_words import QUESTIONS, final_for
from gateway.web.forms import Typed
from gateway.web.officer_terms import COUNCILLOR_READS, FOR_THE_RECORD
from gateway.web.part_answers import part_answers, placed
from tests.api.signing_in import OURS, session_for
from tests.web.form_of import form_of, send
from tests.web.test_second_look import asked
from tests.web.test_sign_in import new_browser, plant

WHY = "They sit on the panel that buys the cranes."
TOLD = "We accept that you buy the cranes."


def test_what_was_not_agreed_stands_first_under_agreed_in_part(at, client, town):
    """For the councillor and for the officer, by the names of the parts."""
    ben, sid = at("ben"), at("sid")
    reference = asked(client, town, {"report": {"public": True}, "closed-appendix": {}})
    page = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    send(sid, page, value="false", words="No need was shown.", now="send")

    for who, place, seen in (
        (ben, "requests", "You can see it"),
        (sid, "cases", "They can see it"),
    ):
        words = who.get(f"/{place}/{reference}").text.partition("<h1")[2]
        at_once, _, _ = words.partition("</ul>")
        order = [at_once.index(said) for said in ("Closed appendix", "Not agreed", "Report", seen)]
        assert order == sorted(order)
        assert ("Agreed in part" in at_once) is (who is ben)  # the officer decided one part


def test_a_finding_is_read_once_more_before_it_is_recorded(at, client, town):
    """What was found, why, what comes of it, and what is told; and it can be changed."""
    sid, ben = at("sid"), at("ben")
    reference = asked(client, town, {"main": {}})
    address = f"/cases/{reference}/findings"
    before = len(town.entries())
    typed = {"value": "true", "words": WHY, "told": TOLD}
    check = send(sid, sid.get(f"{address}?finding=reasonably_necessary"), **typed)
    changed = send(sid, check, now="change")

    assert (200, before) == (check.status_code, len(town.entries()))
    for words in (CHECK, WHY, TOLD, "They can see it", "You can see it", "Nothing is recorded yet"):
        assert words in check.text
    for name in ("words", "told"):
        assert f'formaction="{address}#{name}"' in check.text
        assert f'id="{name}"' in changed.text
    assert (True, True) == (WHY in changed.text, TOLD in changed.text)
    done = send(sid, check, now="send")
    assert "You decided: agreed. We told the councillor." in done.text
    assert TOLD in done.text.partition("The councillor was told:")[2]
    read = ben.get(f"/requests/{reference}").text
    assert (True, False) == (TOLD in read, WHY in read)


def test_every_form_and_check_say_alike_who_reads_the_words(at, client, town):
    """Of a finding, only what is told; of a question, every word."""
    sid = at("sid")
    reference = asked(client, town, {"main": {}})
    form = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    check = send(sid, form, value="true", words=WHY, told=TOLD)
    question = sid.get(f"/cases/{reference}/questions")

    for page in (form, check):
        kept = page.text.partition(FOR_THE_RECORD)[2].partition(COUNCILLOR_READS)
        assert ("Why" in kept[0], COUNCILLOR_READS) == (True, kept[1])
    reads = check.text.partition(COUNCILLOR_READS)[2]
    assert (True, False) == (TOLD in reads, WHY in reads)
    assert (COUNCILLOR_READS in question.text, FOR_THE_RECORD in question.text) == (True, False)


def test_what_is_final_for_an_officer_is_said_before_they_answer(at, client, town):
    """At the check: that it cannot be taken back, and who can look again."""
    sid = at("sid")
    reference = asked(client, town, {"main": {}})
    form = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    no, yes = (send(sid, form, value=value, words=WHY).text for value in ("false", "true"))
    part = WouldBe(
        part="main",
        outcome="refuse",
        next="refuse",
        moves=True,
        conditions=(),
        final=True,
        dispute_to=None,
    )

    again = "The answer tells them that they can ask the Monitoring Officer to look again."
    assert (True, False) == (f"You cannot take it back. {again}" in no, again in yes)
    assert "You cannot take it back." == final_for([part])


def test_a_ready_sentence_fits_the_answer(at, client, town):
    """Each stands after its answer; with another answer it is refused, and nothing is lost."""
    sid = at("sid")
    reference = asked(client, town, {"main": {}})
    form = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    ready = {value: some[0] for value, some in QUESTIONS["reasonably_necessary"].ready.items()}
    refused = send(sid, form, value="true", words=WHY, ready=ready["false"], now="send")
    mended = send(sid, refused, ready=ready["true"])

    assert f"No: {ready['false']}" in form.text
    assert (422, True) == (refused.status_code, "does not fit your answer" in refused.text)
    assert (True, True) == (WHY in refused.text, CHECK in mended.text)
    for question in QUESTIONS.values():
        assert question.ready.keys() <= {"", *question.answers}


def test_a_finding_about_what_moved_on_is_refused_and_kept(at, client, town):
    """The councillor said more meanwhile: at the check and when it is sent; then it is taken."""
    sid = at("sid")
    reference = asked(client, town, {"main": {}})
    address = f"/cases/{reference}/findings"
    form = sid.get(f"{address}?finding=reasonably_necessary")
    check = send(sid, form, value="true", words=WHY)
    more = {"words": "It is for the panel of March."}
    client.post(f"/api/requests/{reference}/information", json=more, headers=town.sign("ben"))
    sent, checked = send(sid, check, now="send"), send(sid, form, value="true", words=WHY)

    for refused in (sent, checked):
        assert 409 == refused.status_code
        assert "Something was done with this request since you read it" in refused.text
        assert WHY in refused.text
    again = send(sid, sent, value="true", words=WHY, now="send")
    assert (200, True) == (again.status_code, "You decided: agreed." in again.text)


@pytest.mark.parametrize("now", ["check", "send"])
def test_what_was_typed_about_a_request_that_is_gone_is_shown(client, town, now):
    """The councillor took it back: it is nobody's to open, and the reasons can still be copied."""
    sid = new_browser(client.app)
    plant(sid, session_for(client, town, "sid"))
    reference = asked(client, town, {"main": {}})
    address = f"/cases/{reference}/findings"
    form = sid.get(f"{address}?finding=reasonably_necessary")
    client.post(f"/api/requests/{reference}/withdrawal", headers=town.sign("ben"))
    typed = form_of(form.text, address) | {"value": "true", "words": WHY, "now": now}
    gone = sid.post(address, data=typed, headers=OURS)

    assert (404, True) == (gone.status_code, WHY in gone.text)
    assert typed["csrf_token"] not in gone.text.partition("<main")[2]


def test_what_was_typed_about_a_part_is_never_read_of_another():
    """Also where the parts have changed: what was typed goes where the part is now."""
    typed = Typed(
        {
            "part": ("report", "annex"),
            "answer-0": ("overturn",),
            "words-0": ("It is needed.",),
            "answer-1": ("uphold",),
            "words-1": ("It is not.",),
        }
    )
    left, errors = part_answers(("annex",), placed(("annex",), typed), SegmentAnswer)
    assert ({}, [("annex", "uphold", "It is not.")]) == (
        errors,
        [(one.segment, one.answer, one.words) for one in left],
    )
    _, missing = part_answers(
        ("other", "report"), placed(("other", "report"), typed), SegmentAnswer
    )
    assert {"answer-0", "words-0"} == missing.keys()
    assert typed is placed(("report", "annex"), typed)


def test_whether_something_may_be_passed_on_is_checked_before_it_is_sent(at, client, town):
    """Yes needs a limb, which the check says already; what is typed stays, and ends the request."""
    moira, ada = at("moira"), at("ada")
    wish = {"document": town.paper, "type": "onward_disclosure", "statement": "To a solicitor."}
    sent = client.post("/api/requests", json=wish, headers=town.sign("ada")).json()
    reference = sent["reference"]
    address = f"/cases/{reference}/onward-answers"
    form = moira.get(address)
    yes = {f"may-{place}": "true" for place in (0, 1)}
    why = {f"words-{place}": TOLD for place in (0, 1)}
    typed = {**yes, **why, "part": ["main", "annex"]}
    empty, early = send(moira, form), send(moira, form, **typed)
    found = {"finding": "onward_consent", "value": True, "words": "They agreed."}
    client.post(f"/api/requests/{reference}/findings", json=found, headers=town.sign("moira"))
    stale = send(moira, form, **typed)
    check = send(moira, stale, **typed)
    done = send(moira, check, now="send", part=typed["part"])

    for page in (form, check):  # what is typed is read as it stands
        assert (COUNCILLOR_READS in page.text, FOR_THE_RECORD in page.text) == (True, False)
    assert (422, True) == (empty.status_code, "Main: choose an answer." in empty.text)
    assert (409, True) == (early.status_code, "no limb of the code holds yet" in early.text)
    assert (409, True) == (stale.status_code, "since you read it" in stale.text)
    assert (CHECK in check.text, "You may pass it on." in check.text) == (True, True)
    assert "We recorded it." in done.text
    read = ada.get(f"/requests/{reference}").text
    assert (True, True) == ("You may pass it on." in read, TOLD in read)
