"""Facts are read as section 2 describes them, or refused with the key that is wrong."""

import pytest

from gateway.errors import FactsError
from gateway.policy.facts_reader import read_facts
from tests.policy.books import COUNCILS
from tests.policy.toml_text import PART, decided, document, plain, written
from tests.strategies import seeded_facts

BAD: list[tuple[str, str | None, str]] = [
    # an unknown key, at each level
    ("colour", '"red"', ""),
    ("Id", '"1"', ""),
    ("requester.colour", '"red"', ""),
    ("requester.interests", '[{matter = "m", kind = "other_registrable", x = 1}]', "[0].x"),
    ("requester.substitutes", '[{body = "b", meeting = 2026-06-08T10:00:00, x = 1}]', "[0].x"),
    ("request.colour", '"red"', ""),
    ("request.audience", "{councillors = 1, press = 1}", ".press"),
    ("document.colour", '"red"', ""),
    ("document.public", "true", ""),
    ("segment.colour", '"red"', ""),
    ("segment.title", '"x"', ""),
    ("segment.business", '[{body = "b", ends = 2026-06-08T10:00:00}]', "[0].ends"),
    ("segment.exempt", "[{paragraph = 3, para = 4}]", "[0].para"),
    ("segment.executive_decision", '{by = "member", made = 2026-06-08T10:00:00, x = 1}', ".x"),
    ("segment.findings", "{conflicted_offices = []}", ".conflicted_offices"),
    ("segment.findings", "{good_fait = true}", ".good_fait"),
    ("findings.colour", '"red"', ""),
    ("expect", '{outcome = "refuse", segments = {}, x = 1}', ".x"),
    # a missing key
    ("id", None, ""),
    ("title", None, ""),
    ("council", None, ""),
    ("now", None, ""),
    ("requester.kind", None, ""),
    ("requester.person", None, ""),
    ("request.type", None, ""),
    ("segment.id", None, ""),
    ("segment.business", "[{executive = true}]", "[0].body"),
    ("segment.exempt", "[{negotiation_terms = true}]", "[0].paragraph"),
    ("segment.executive_decision", "{made = 2026-06-08T10:00:00}", ".by"),
    ("segment.executive_decision", '{by = "member"}', ".made"),
    ("requester.substitutes", '[{body = "b"}]', "[0].meeting"),
    ("requester.interests", '[{matter = "m"}]', "[0].kind"),
    ("expect", '{outcome = "refuse"}', ".segments"),
    # a value that is not one of those listed
    ("council", '"ashby"', ""),
    ("council", '"England"', ""),
    ("requester.kind", '"councilor"', ""),
    ("requester.kind", '"Councillor"', ""),
    ("requester.kind", '"councillor "', ""),
    ("requester.kind", '""', ""),
    ("requester.standing", '"retired"', ""),
    ("requester.positions", '["mayor"]', "[0]"),
    ("requester.interests", '[{matter = "m", kind = "big"}]', "[0].kind"),
    ("request.type", '"view"', ""),
    ("request.form", '"print"', ""),
    ("request.purpose", '"curiosity"', ""),
    ("request.scrutiny_link", '"callin"', ""),
    ("request.channel", '"email"', ""),
    ("segment.kind", '"letter"', ""),
    ("segment.held_by", '"cabinet"', ""),
    ("segment.confidential", '"stamped"', ""),
    ("segment.third_party_confidence", '"asked"', ""),
    ("segment.personal_data", '"health"', ""),
    ("segment.executive_decision", '{by = "leader", made = 2026-06-08T10:00:00}', ".by"),
    ("findings.third_party_effect", '"high"', ""),
    ("findings.casework_ground", '"refused"', ""),
    ("findings.determination", '"allow"', ""),
    ("findings.conflicted_offices", '["clerk"]', "[0]"),
    # a wrong type
    ("id", "1", ""),
    ("id", '""', ""),
    ("title", "true", ""),
    ("requester.person", '""', ""),
    ("requester.person", "7", ""),
    ("requester.group", '""', ""),
    ("requester.positions", '"leader"', ""),
    ("requester.bodies", "[1]", "[0]"),
    ("requester.bodies", '[["b"]]', "[0]"),
    ("requester.undertaking", '"yes"', ""),
    ("requester.undertaking", "1", ""),
    ("requester.interests", '{matter = "m", kind = "other_registrable"}', ""),
    ("request.broad", "0", ""),
    ("request.broad", '"false"', ""),
    ("request.consents", '{a = "b"}', ""),
    ("request.on_behalf_of", "[]", ""),
    ("request.statement", "5", ""),
    ("segment.public", '"true"', ""),
    ("segment.public", "1", ""),
    ("segment.exempt", "[3]", "[0]"),
    ("segment.exempt", "[{paragraph = true}]", "[0].paragraph"),
    ("segment.exempt", '[{paragraph = "3"}]', "[0].paragraph"),
    ("segment.exempt", "[{paragraph = 3.0}]", "[0].paragraph"),
    ("segment.exempt", "[{paragraph = nan}]", "[0].paragraph"),
    ("segment.exempt", f"[{{paragraph = 1{'0' * 400}}}]", "[0].paragraph"),
    ("segment.author_consents", '"no"', ""),
    ("segment.subjects", '"person-a"', ""),
    ("findings.good_faith", "1", ""),
    ("findings.good_faith", '""', ""),
    ("findings.reasonably_necessary", '"true"', ""),
    # dates and times
    ("now", '"2026-06-08T10:00:00"', ""),
    ("now", "2026-06-08", ""),
    ("now", "10:00:00", ""),
    ("now", "2026-06-08T10:00:00Z", ""),
    ("now", "2026-06-08T10:00:00+01:00", ""),
    ("now", "1780912800", ""),
    ("now", "2023-12-31T23:59:59", ""),
    ("now", "2029-01-01T00:00:00", ""),
    ("request.received", "2026-06-08T10:00:00", ""),
    ("request.received", '"2026-06-08"', ""),
    ("segment.business", '[{body = "b", start = 2026-06-08}]', "[0].start"),
    ("segment.business", '[{body = "b", start = 2026-06-08T10:00:00Z}]', "[0].start"),
    ("segment.exempt", "[{paragraph = 3, tested = 2026-06-08T10:00:00}]", "[0].tested"),
    ("requester.substitutes", '[{body = "b", meeting = 2026-06-08}]', "[0].meeting"),
    # what must fit together
    ("segment.business", '[{body = "b", ended = 2026-06-08T10:00:00}]', "[0].ended"),
    (
        "segment.business",
        '[{body = "b"}, {body = "c", start = 2026-06-08T10:00:00, ended = 2026-06-08T09:59:59}]',
        "[1].ended",
    ),
    ("segment.exempt", "[{paragraph = 0}]", "[0].paragraph"),
    ("segment.exempt", "[{paragraph = -1}]", "[0].paragraph"),
    ("segment.exempt", "[{paragraph = 8}]", "[0].paragraph"),
    ("segment.exempt", "[{paragraph = 3}, {paragraph = 14}]", "[1].paragraph"),
    ("segment.exempt", "[{paragraph = 19}]", "[0].paragraph"),
    ("request.audience", "{councillors = 1}", ""),
    ("request.audience", "{councillors = -1}", ".councillors"),
    ("request.audience", "{others = 1.5}", ".others"),
    ("request.audience", "{others = true}", ".others"),
    ("request.audience", "2", ""),
    ("request.type", '"officer_check"', ""),
]
"""The key, what is written for it, and what of the key the fault names besides."""


def test_the_good_document_is_decided():
    """The document on which the bad ones below are built is good itself."""
    assert "officer_judgement" == decided(document()).outcome


@pytest.mark.parametrize(("key", "literal", "inside"), BAD)
def test_facts_that_are_not_well_formed_are_refused(key, literal, inside):
    """Nothing is decided, and the key is named."""
    with pytest.raises(FactsError) as fault:
        decided(document(key, literal))

    assert key.replace("segment.", f"{PART}.") + inside == fault.value.where
    assert fault.value.detail


@pytest.mark.parametrize("name", ["requester", "request", "document", "findings", "expect"])
def test_a_table_must_be_a_table(name):
    """A plain value in place of a whole table is refused by the table's name."""
    _, _, rest = document().partition(f"[{name}]\n")
    without = document().replace(f"[{name}]\n{rest.partition('[')[0]}", "")
    segments = without if name != "document" else without.partition("[[")[0]

    with pytest.raises(FactsError) as fault:
        decided(f'{name} = "x"\n{segments}')

    assert name == fault.value.where


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        b"title = '\xc3\x28'\n",
        b"\xef\xbb\xbf" + document().encode(),  # a byte order mark
        document().encode("utf-16"),
        document().replace("An invented paper", "An\x00paper").encode(),
        document().replace("An invented paper", "An\x1bpaper").encode(),
        document().replace("An invented paper", "An \\ud800 paper").encode(),
        document().replace("An invented paper", "An\npaper").encode(),
        (document() + 'id = "again"\n').encode(),  # a key twice
        (document() + "[requester]\n").encode(),  # a table twice
        document("now", "2026-02-30T10:00:00").encode(),
        document("now", "2026-06-08T25:00:00").encode(),
        document("requester.bodies", "[" * 3000 + "]" * 3000).encode(),
        document("requester.bodies", "{a=" * 3000 + "1" + "}" * 3000).encode(),
        document("request.audience", f"{{others = 1{'0' * 5000}}}").encode(),
        document("requester.undertaking", "True").encode(),
        document("requester.undertaking", "yes").encode(),
        b"{}",
        b"- a: 1",
    ],
)
def test_a_text_that_is_no_toml_is_refused(text):
    """Bad UTF-8, control signs, keys twice, bottomless nesting: refused, and said so."""
    with pytest.raises(FactsError, match="not well-formed TOML"):
        read_facts(text)


def test_the_line_of_a_slip_is_named():
    """Where the text is no TOML, the line is told."""
    with pytest.raises(FactsError) as fault:
        read_facts('id = "1"\ntitle = \n')

    assert "at line 2" == fault.value.where


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_text_lacks_everything(text):
    """An empty document is refused by the first key that is missing."""
    with pytest.raises(FactsError) as fault:
        read_facts(text)

    assert "id" == fault.value.where


@pytest.mark.parametrize("council", COUNCILS)
def test_facts_read_back_as_they_were_written(council):
    """Random facts written as TOML are the same facts when they are read."""
    for facts in seeded_facts(council, seed=3, count=40):
        assert facts == read_facts(written(plain(facts)))
