"""Two people change the rule book, and never one; what they adopt is understood wholly."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from sqlalchemy import update

from gateway.audit import entries
from gateway.casework.rule_books import (
    LONGEST,
    AdoptRuleBook,
    ProposeRuleBook,
    Version,
    adopt,
    checked,
    propose,
    texts_of,
    versions,
)
from gateway.casework.writer import Office
from gateway.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from gateway.policy.book import RuleBook
from gateway.store import log, rule_books, tables
from tests.casework.thornmere import ADA, AUDREY, MOIRA, OLIVE
from tests.policy.books import texts_for
from tests.store.borough import RULES, Borough, at, id_of
from tests.store.putting_in_force import changed, put_in_force

STATUTE = "policies/national/local-government-act.csv"
ENGLAND = "policies/councils/england/profile.toml"
TEXTS = texts_for()
"""A rule book for this council alone: quick to look at."""
DRAFT = RuleBook(TEXTS)
OTHER = RuleBook(changed(TEXTS, STATUTE, "S1 ", "S1a"))
DAN = id_of("Dan")


@pytest.fixture
def town(town: Borough) -> Borough:
    """The small council, with a deputy to the Monitoring Officer."""
    town.person("Dan", "officer", offices="deputy_monitoring_officer")
    return town


@pytest.fixture
def office(town: Borough) -> Iterator[Office]:
    """Its office at work."""
    with town.office() as office:
        yield office


def proposed(office: Office, by: str = MOIRA, rule_book: RuleBook = DRAFT) -> int:
    """The number of the entry of a proposal just made."""
    return office.carry_out_now(ProposeRuleBook(by=by, rule_book=rule_book)).entry


def adopted(office: Office, by: str = DAN, rule_book: RuleBook = DRAFT) -> int:
    """The number of the entry of an adoption just made."""
    return office.carry_out_now(AdoptRuleBook(by=by, digest=rule_book.digest)).entry


def in_force(town: Borough) -> str:
    """The digest in force."""
    with town.reading() as connection:
        return rule_books.digest_in_force(connection)


def newest(town: Borough, count: int) -> list[entries.Entry]:
    """The newest entries of the log, the oldest of them first."""
    with town.reading() as connection:
        return [entries.read(one.data) for one in log.page(connection, limit=count)][::-1]


def listed(office: Office) -> list[Version]:
    """The history."""
    with office.reading() as reading:
        return list(versions(reading))


def test_one_proposes_and_another_adopts(town: Borough, office: Office):
    """Both are on record with their names, the digest and the text, and it is in force."""
    first = propose(office, by=MOIRA, texts=TEXTS)
    assert (DRAFT.digest, MOIRA, RULES.digest) == (first.digest, first.by, in_force(town))
    second = adopt(office, by=DAN, digest=first.digest)
    assert (DRAFT.digest, DAN, DRAFT.digest) == (second.digest, second.by, in_force(town))
    proposal, adoption = newest(town, 2)
    assert ("rule_book.proposed", MOIRA, first.entry) == (
        proposal.kind,
        proposal.actor,
        proposal.seq,
    )
    assert {"digest": DRAFT.digest, "texts": TEXTS} == proposal.body
    assert ("rule_book.adopted", DAN, second.entry) == (
        adoption.kind,
        adoption.actor,
        adoption.seq,
    )
    assert {"digest": DRAFT.digest, "person": MOIRA, "proposal": first.entry} == adoption.body
    with office.reading() as reading:
        assert DRAFT.digest == reading.rule_book.digest
        assert TEXTS == texts_of(reading, DRAFT.digest)


def test_nobody_adopts_what_they_proposed(town: Borough, office: Office):
    """Not even whoever holds two such offices."""
    town.add(tables.offices, person=MOIRA, office="deputy_monitoring_officer")
    proposed(office, MOIRA)
    with pytest.raises(NotAllowedError, match="somebody else"):
        adopted(office, MOIRA)
    assert RULES.digest == in_force(town)


PEOPLE = {"Moira": MOIRA, "Dan": DAN, "Olive": OLIVE, "Ada": ADA}


@pytest.mark.parametrize(("one", "other"), list(product(PEOPLE, PEOPLE)))
def test_two_people_with_an_office_or_nothing(town: Borough, office: Office, one: str, other: str):
    """Of all pairs, only two different people who both answer for the rules can change them."""
    may = {"Moira", "Dan"}
    done = True
    try:
        proposed(office, PEOPLE[one])
        adopted(office, PEOPLE[other])
    except (NotAllowedError, NotFoundError):
        done = False
    assert ({one, other} == may) == done
    assert (DRAFT.digest if done else RULES.digest) == in_force(town)


def end_office(town: Borough, person: str) -> None:
    """Take somebody's office away."""
    with town.writing() as connection:
        ended = {"valid_to": at("2026-11-23"), "ended_recorded_at": town.now}
        connection.execute(
            update(tables.offices).where(tables.offices.c.person == person).values(ended)
        )


def test_an_office_lost_counts_at_once(town: Borough, office: Office):
    """Both must hold such an office at the moment of the adoption, the proposer too."""
    proposed(office, MOIRA)
    end_office(town, MOIRA)
    with pytest.raises(NotAllowedError, match="no longer"):
        adopted(office, DAN)
    with pytest.raises(NotAllowedError):
        proposed(office, MOIRA, OTHER)
    assert RULES.digest == in_force(town)


@pytest.mark.parametrize("person", [AUDREY, OLIVE, ADA, id_of("nobody"), "command-line", ""])
def test_others_may_not(office: Office, person: str):
    """Not an auditor, another officer, a councillor, somebody unknown, nor who runs the machine."""
    for step in (
        lambda: propose(office, by=person, texts=TEXTS),
        lambda: proposed(office, person),
        lambda: adopt(office, by=person, digest=DRAFT.digest),
        lambda: adopted(office, person),
    ):
        with pytest.raises(NotAllowedError, match="Only the Monitoring Officer"):
            step()


def test_the_profiles_offices_may(town: Borough, office: Office):
    """A profile says who advises and who determines: for this council, two other people too."""
    put_in_force(
        town.url,
        changed(
            changed(TEXTS, ENGLAND, 'adviser = "monitoring_officer"', 'adviser = "town_clerk"'),
            ENGLAND,
            'determiner = "monitoring_officer"',
            'determiner = "chairman"',
        ),
        town.now,
    )
    clerk = town.person("Clara", "officer", offices="town_clerk")
    chairman = town.person("Chris", "councillor", offices="chairman")
    proposed(office, clerk)
    adopted(office, chairman)
    assert DRAFT.digest == in_force(town)
    with pytest.raises(NotAllowedError):
        proposed(office, clerk, OTHER)


def test_a_rule_book_in_force_that_cannot_be_used_is_replaced(town: Borough, office: Office):
    """While nothing can be decided, Monitoring Officer and deputy put another in its place."""
    put_in_force(town.url, {"model.conf": "nothing"}, town.now)
    propose(office, by=DAN, texts=TEXTS)
    adopt(office, by=MOIRA, digest=DRAFT.digest)
    office.refuse_unless_ready()


class TestWhen:
    """What can be proposed and adopted when."""

    def test_not_what_is_in_force(self, office: Office):
        """There is nothing to change."""
        with pytest.raises(ConflictError, match="in force already"):
            proposed(office, rule_book=RULES)

    def test_not_twice(self, office: Office):
        """A proposal waits for adoption, and is not made again by anybody."""
        proposed(office, MOIRA)
        for person in (MOIRA, DAN):
            with pytest.raises(ConflictError, match="proposed already"):
                proposed(office, person)

    def test_not_what_was_never_proposed(self, office: Office):
        """A digest alone is nothing."""
        for step in (adopted, lambda office: adopt(office, by=DAN, digest=DRAFT.digest)):
            with pytest.raises(NotFoundError):
                step(office)

    def test_not_what_is_in_force_again(self, office: Office):
        """An adoption is done once."""
        proposed(office)
        adopted(office)
        with pytest.raises(NotFoundError):
            adopted(office)

    def test_a_proposal_lapses(self, town: Borough, office: Office):
        """It was made against another rule book, so it would undo what came into force since."""
        proposed(office, MOIRA, DRAFT)
        proposed(office, MOIRA, OTHER)
        adopted(office, DAN, OTHER)
        with pytest.raises(NotFoundError):
            adopted(office, DAN, DRAFT)
        proposed(office, MOIRA, DRAFT)
        adopted(office, DAN, DRAFT)
        assert DRAFT.digest == in_force(town)

    def test_back_to_an_earlier_one(self, town: Borough, office: Office):
        """An earlier rule book is proposed and adopted as any other; its text is kept once."""
        for rule_book in (DRAFT, OTHER, DRAFT):
            proposed(office, MOIRA, rule_book)
            adopted(office, DAN, rule_book)
        assert DRAFT.digest == in_force(town)
        again = newest(town, 2)[0]
        assert ("rule_book.proposed", {"digest": DRAFT.digest}) == (again.kind, again.body)


def test_the_history(town: Borough, office: Office):
    """Every proposal with who made and adopted it, the newest first, and what became of it."""
    lapsed = proposed(office, DAN, OTHER)
    proposed(office, MOIRA, DRAFT)
    adopted(office, DAN, DRAFT)
    waits = proposed(office, DAN, OTHER)
    found = listed(office)
    assert [
        (OTHER.digest, "proposed", DAN, None),
        (DRAFT.digest, "in_force", MOIRA, DAN),
        (OTHER.digest, "lapsed", DAN, None),
        (RULES.digest, "replaced", "command-line", "command-line"),
    ] == [(one.digest, one.state, one.proposed.by, one.adopted and one.adopted.by) for one in found]
    assert (waits, lapsed) == (found[0].proposed.entry, found[2].proposed.entry)
    assert town.now == found[0].proposed.at


def test_texts_are_of_what_was_proposed(office: Office):
    """Of anything else there are none."""
    with office.reading() as reading, pytest.raises(NotFoundError):
        texts_of(reading, DRAFT.digest)


BROKEN: dict[str, tuple[Callable[[], dict[str, str]], str, str]] = {
    "a condition that we do not have": (
        lambda: changed(TEXTS, STATUTE, "s100f_link & no_tags", "no_such"),
        f"{STATUTE}, line 7",
        "no_such",
    ),
    "an effect with a slip of the pen": (
        lambda: changed(TEXTS, STATUTE, ", allow,", ", Allow,"),
        f"{STATUTE}, line 6",
        "",
    ),
    "a row that would void the matcher": (
        lambda: changed(TEXTS, STATUTE, "s100f_link & no_tags", "True) #"),
        f"{STATUTE}, line 7",
        "",
    ),
    "a file that nothing reads": (
        lambda: TEXTS | {"policies/extra.csv": ""},
        "policies/extra.csv",
        "nothing reads this file",
    ),
    "a file that is missing": (
        lambda: {name: text for name, text in TEXTS.items() if name != "model.conf"},
        "model.conf",
        "missing",
    ),
    "no files": (dict, "policies/clauses.toml", "missing"),
    "another council": (
        lambda: texts_for("wales"),
        "policies/councils/england",
        "no profile",
    ),
    "rules that release what must be denied": (
        lambda: changed(TEXTS, STATUTE, "accounts        , access", "any, access"),
        "self-test",
        "a report with nothing in its favour",
    ),
    "what the lint finds": (
        lambda: changed(TEXTS, ENGLAND, '"service_director"', '"monitoring_officer"'),
        "policies",
        "the office that decides first",
    ),
    "a character that hides": (
        lambda: TEXTS | {"model.conf": TEXTS["model.conf"] + "# \u202e\n"},
        "model.conf",
        "hides",
    ),
    "a letter in two parts": (
        lambda: TEXTS | {"model.conf": TEXTS["model.conf"] + "# cafe\u0301\n"},
        "model.conf",
        "NFC",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_understood_wholly_is_refused(name: str):
    """It is named with its file and line."""
    texts, where, words = BROKEN[name]
    with pytest.raises(InputError) as refused:
        checked(texts(), "england")
    assert where == refused.value.where
    assert words in refused.value.detail


def test_what_is_refused_is_not_recorded(town: Borough, office: Office):
    """Nothing of it is kept."""
    before = newest(town, 1)
    with pytest.raises(InputError):
        propose(office, by=MOIRA, texts={})
    assert before == newest(town, 1)


def test_what_is_too_long_is_refused():
    """Before anybody tries to read it."""
    with pytest.raises(InputError, match="more than"):
        checked({"model.conf": "#" * (LONGEST + 1)}, "england")


def test_what_this_version_does_not_understand_is_not_adopted(town: Borough, office: Office):
    """A proposal that another version of the gateway took in is looked at again."""
    put_in_force(town.url, {"model.conf": "of another version"}, town.now)
    unread = in_force(town)
    put_in_force(town.url, RULES.texts, town.now)
    with town.writing() as connection:
        turn_log = log.Log(connection)
        stand_in = type("StandIn", (), {"digest": unread, "texts": {}})
        rule_books.propose(connection, turn_log, by=MOIRA, moment=town.now, rule_book=stand_in)
        turn_log.write()
    with pytest.raises(InputError):
        adopt(office, by=DAN, digest=unread)
    assert RULES.digest == in_force(town)
