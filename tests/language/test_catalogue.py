"""The Welsh catalogue: complete for letters and mails, its places the same, its days in Welsh."""

import inspect
import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gateway.domain.dates import in_words
from gateway.language.catalogue import entries, welsh
from gateway.language.speaking import offered, say, speaking
from gateway.policy import book, explain, grounds
from tests.language.sentences import of_letters, of_mails

RULES = book.load()
WALES = RULES.council("wales")


@pytest.mark.parametrize("words", sorted({*of_letters(WALES), *of_mails()}))
def test_every_sentence_of_letters_and_mails_has_its_welsh(words: str):
    """Outcomes, rules, facts, conditions, clocks, offices, changes and notices: none is missing."""
    said = welsh(words)

    assert said
    assert said != words


def test_what_is_noted_has_its_welsh():
    """So have the sentences that no row says."""
    source = inspect.getsource(grounds)
    noted = re.findall(r'words = "(.*)"', source) + re.findall(r'yield "\w+", "(.*?)"', source)

    noted.append(explain._SECOND_LOOK_SENTENCE)

    assert len(noted) > 6
    assert [] == [words for words in noted if welsh(words) is None]


def test_the_places_of_words_are_the_same():
    """A Welsh sentence has each {place} of its English one, and no other."""
    places = {
        english: [sorted(re.findall(r"\{\w*\}", words)) for words in (english, translated)]
        for english, translated in entries().items()
    }

    assert {} == {english: (a, b) for english, (a, b) in places.items() if a != b}


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 12, 4), "dydd Gwener 4 Rhagfyr 2026"),
        (date(2027, 2, 1), "dydd Llun 1 Chwefror 2027"),
        (datetime(2026, 8, 9, 9, 5), "dydd Sul 9 Awst 2026, 9.05 y bore"),  # noqa: DTZ001  local
        (datetime(2026, 8, 9, 12), "dydd Sul 9 Awst 2026, 12 y prynhawn"),  # noqa: DTZ001
        (datetime(2026, 8, 9, 18, 30), "dydd Sul 9 Awst 2026, 6.30 yr hwyr"),  # noqa: DTZ001
    ],
)
def test_days_and_moments(when: date, said: str):
    """A day inside a sentence is said in Welsh."""
    sentence = f"We must reply, or say why we cannot yet, by {in_words(when)}."

    assert f"Rhaid i ni ateb, neu ddweud pam na allwn ni ateb eto, erbyn {said}." == welsh(sentence)


@given(some.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_has_its_welsh(day: date):
    """Whatever the day, no English name of a day or month is left in the sentence."""
    said = welsh(f"You asked us for a document on {in_words(day)}. This is our answer.")

    assert said
    assert f" {day.day} " in said
    assert str(day.year) in said
    for name in (f"{day:%A}", f"{day:%B}" if f"{day:%B}" != "Mai" else "May"):
        assert name not in said


def test_words_run_together_as_welsh_writes_them():
    """A preposition takes the article in, and a day changes after "on"."""
    assert "Os ydych chi'n anghytuno, gallwch ofyn i'r Swyddog Monitro edrych eto." == welsh(
        "If you disagree, you can ask the Monitoring Officer to look again."
    )
    asked = welsh("You asked us for a document on Friday 4 December 2026. This is our answer.")
    assert asked
    assert "ar ddydd Gwener" in asked


def test_the_moment_of_a_meeting_may_follow_a_fact():
    """A fact that names the moment of its meeting is said with it."""
    fact = "it is about business that is the executive's and is over (Friday 4 December 2026, 2pm)"
    said = welsh(fact)

    assert said
    assert said.endswith("(dydd Gwener 4 Rhagfyr 2026, 2 y prynhawn)")


def test_what_is_not_in_the_catalogue_stays_english():
    """A sentence of a rule book that nobody has translated is said as it is written."""
    with speaking("cy"):
        assert "Nobody knows this sentence." == say("Nobody knows this sentence.")
        assert "Eich cais NTK-1" == say("Your request {reference}", reference="NTK-1")
    assert "Your request NTK-1" == say("Your request {reference}", reference="NTK-1")


def test_welsh_is_offered_in_wales_alone():
    """By the profile: where the Welsh exemption rules count."""
    speak = {name: offered(profile) for name, profile in RULES.profiles.items()}

    assert {"wales"} == {name for name, languages in speak.items() if "cy" in languages}
    assert {"en"} == {languages[0] for languages in speak.values()}
