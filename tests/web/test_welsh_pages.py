"""Councillors' pages in Welsh: whole, marked as Welsh, chosen by the reader, and in Wales alone."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from jinja2 import Environment
from litestar.testing import TestClient

import gateway
from gateway import errors, web
from gateway.app import create_app
from gateway.casework.local_sign_in import WRONG
from gateway.casework.provider_sign_in import NOT_LINKED
from gateway.domain.access import LASTS_WORDS
from gateway.identity.bearer import NOT_SIGNED_IN
from gateway.language.catalogue import entries, welsh
from gateway.policy.book import read_texts, shipped
from gateway.policy.letters import CONDITIONS
from gateway.policy.words import VALUES
from gateway.web import copies, password, request_steps, sign_in, terms
from gateway.web.drafts import _MISSING
from gateway.web.language import TRANSLATED
from gateway.web.navigation import MENU
from gateway.web.problem_pages import NEXT
from gateway.web.told_once import TELLS
from tests.api.conftest import ADDRESS
from tests.api.town import Town
from tests.store.putting_in_force import changed, put_in_force
from tests.web.browsing import Visitor, visiting
from tests.web.form_of import form_of
from tests.web.serving import serving
from tests.web.welsh_town import WELSH, marked_english, shared, texts

TEMPLATES = Path(web.__file__).parent / "templates"
SHARED = (
    "account.html",
    "cover-find.html",
    "form.html",
    "languages.html",
    "layout.html",
    "list.html",
    "parts.html",
)
NEW_RULE = "all  , public & not held_elsewhere"
NEW_SENTENCE = "You may see it if it is already public, and this council holds it."
NEW_FACT = "this council holds it"
"""The rule about what is public, asking for more, and what it says then."""
OFFICERS = {
    "adopted",
    "confirmed",
    "covered",
    "determined",
    "dismissed",
    "extended",
    "found",
    "found_agreed",
    "found_in_part",
    "found_not_agreed",
    "found_passed_on",
    "found_waits",
    "mail_again",
    "marked",
    "misuse",
    "not_released",
    "proposed",
    "registered",
    "released",
    "stood_aside",
    "taken_back",
}
"""What is told after the steps of officers, whose pages are in English."""
ALL_PROBLEMS = (
    errors.GatewayError,
    errors.NotFoundError,
    errors.NotReleasedError,
    errors.ConditionsError,
    errors.NotNowError,
    errors.BusyError,
    errors.SlowError,
    errors.NotSignedInError,
    errors.NotAllowedError,
    errors.StaleFormError,
    errors.CrossSiteError,
    errors.TooManyTriesError,
    errors.InputError,
    errors.UnsupportedContentTypeError,
)


def _words_in(template: str) -> set[str]:
    """What a template says of ours: what is passed to `_`, and what a form's macros are given."""
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    return {
        *re.findall(r'_\("((?:[^"\\]|\\.)*)"', source),
        *re.findall(r'form\.\w+\("\w+", "([^"]+)"', source),
        *re.findall(r'hint="([^"]+)"', source),
        *re.findall(r'form\.send\("([^"]+)"', source),
    }


@pytest.mark.parametrize("template", sorted({*TRANSLATED, *SHARED}))
def test_every_word_of_a_translated_page_has_its_welsh(template: str):
    """None of its sentences is missing from the catalogue."""
    words = _words_in(template)

    assert words or template == "languages.html"
    assert [] == sorted(one for one in words if one not in entries())


def test_a_translated_page_has_no_words_outside_the_catalogue():
    """Between its tags stands nothing that is not said through the catalogue."""
    left = {}
    for template in TRANSLATED:
        source = (TEMPLATES / template).read_text(encoding="utf-8")
        data = "".join(
            text if kind == "data" else "\u00b7"
            for _, kind, text in Environment(autoescape=True).lex(source)
        )
        found = re.findall(r"[A-Za-z][A-Za-z ]+", re.sub(r"<[^<>]*>", "", data))
        left[template] = [one.strip() for one in found]

    officers = {"home.html": ["late", "for", "as exempt to test or review", "since"]}
    assert officers == {template: found for template, found in left.items() if found}


def _all_words() -> list[str]:
    found: list[object] = [CONDITIONS, LASTS_WORDS, terms.PURPOSES, terms.FORMS, terms.CAPACITIES]
    found += [
        terms.ASKED_TO,
        terms.SCRUTINY,
        terms.GROUNDS,
        terms.ABOUT,
        terms.DONE,
        terms.OWED,
        terms.DEADLINE_STATES,
    ]
    found += [
        terms.ABOUT,
        terms.ANSWERS,
        terms.GIVEN_BACK,
        copies._MISSING,
        _MISSING,
        request_steps._DISPUTE,
        request_steps._INFORMATION,
    ]
    found += [
        sign_in._MISSING,
        password._MISSING,
        VALUES["requester.kind"],
        terms.PASSED_ON,
        {name: said for name, said in TELLS.items() if name not in OFFICERS},
    ]
    words = [one for table in found for said in table.values() for one in _both(said)]
    words += [
        said[0]
        for table in (terms.STATES, terms.OUTCOME_TAGS, terms.PARTS, terms.COPIES, terms.ADVICE)
        for said in table.values()
    ]
    return [*filter(None, words), *(one.words for group in MENU for one in (group, *group.entries))]


def _both(said) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def test_every_word_that_such_pages_take_from_tables_has_its_welsh():
    """Reasons, roles, states, steps, dates, errors, what is told once, and the menu."""
    assert [] == [words for words in _all_words() if welsh(words) is None]


def test_why_nobody_was_signed_in_has_its_welsh():
    """Whatever the council's provider or the register says against it."""
    folder = Path(gateway.__file__).parent
    details = [NOT_LINKED, NOT_SIGNED_IN, WRONG]
    for file in folder.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        details += re.findall(r'(?:NotSignedIn|Provider|TooManyTries)Error\(\s*"([^"]+)"', source)

    assert len(details) > 12
    assert [] == [one for one in details if welsh(one) is None]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/signed-out"])
def test_pages_before_sign_in(in_wales, path: str):
    """They too are whole, and Welsh is spoken at once to a browser that asks for it."""
    english = in_wales.client.get(path)
    first_visit = in_wales.client.get(path, headers={"Accept-Language": "cy-GB,cy;q=0.9,en;q=0.8"})

    assert '<html lang="cy"' in first_visit.text
    assert [] == shared(english.text, first_visit.text)


def test_errors_are_said_in_welsh(in_wales):
    """A form that is sent back says what is missing in the language of the page."""
    town, client, places = in_wales.town, in_wales.client, in_wales.places
    headers = {**town.sign("ben"), **WELSH}
    for page, said in (
        (f"/drafts/{places['draft']}/why", "Dewiswch pam mae ei angen arnoch chi."),
        (f"/requests/{places['mixed']}/dispute", "Dewiswch beth sydd o&#39;i le."),
    ):
        form = form_of(client.get(page, headers=headers).text, page)
        answer = client.post(page, data=form, headers=headers)
        english = client.post(page, data=form, headers=town.sign("ben"))

        assert 422 == answer.status_code
        assert said in answer.text
        assert "<title>Gwall: " in answer.text
        assert [] == shared(english.text, answer.text)


def test_the_letter_is_in_the_language_of_the_page(in_wales):
    """The link on the page of a request leads to the letter as it is told there."""
    town, client, places = in_wales.town, in_wales.client, in_wales.places
    for headers, language in ((town.sign("ben"), "en"), ({**town.sign("ben"), **WELSH}, "cy")):
        page = client.get(f"/requests/{places['other']}", headers=headers).text
        (link,) = re.findall(r'href="(/api/requests/[^"]*letter.pdf[^"]*)"', page)
        letter = client.get(link, headers=headers)

        assert link.endswith(f"?language={language}")
        assert (200, "application/pdf") == (letter.status_code, letter.headers["content-type"])


def test_the_reader_chooses(in_wales):
    """A link on each page leads to the same page in the other language, and is remembered."""
    town, client = in_wales.town, in_wales.client
    page = client.get("/requests?state=not_agreed", headers=town.sign("ben")).text
    (link,) = re.findall(
        r'<a [^>]*href="(/language/cy[^"]*)" lang="cy" hreflang="cy">Cymraeg<', page
    )
    led = client.get(link, headers=town.sign("ben"), follow_redirects=False)

    assert (303, "/requests?state=not_agreed") == (led.status_code, led.headers["location"])
    cookie = led.headers["set-cookie"]
    assert cookie.startswith("language=cy;")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    client.cookies.clear()
    welsh_page = client.get("/requests", headers={**town.sign("ben"), **WELSH}).text
    assert 'href="/language/en?back=/requests" lang="en" hreflang="en">English<' in welsh_page


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "x", "/a b"])
def test_the_choice_leads_nowhere_else(in_wales, back: str):
    """What is no page of ours leads to the front page."""
    client = in_wales.client
    led = client.get("/language/cy", params={"back": back}, follow_redirects=False)
    client.cookies.clear()

    assert (303, "/") == (led.status_code, led.headers["location"])


def test_what_went_wrong_is_said_in_welsh(in_wales):
    """A page that is not there says so; a sentence without Welsh is marked as English."""
    town, client = in_wales.town, in_wales.client
    headers = {**town.sign("ben"), **WELSH}
    missing = client.get("/requests/NTK-1999-0001", headers=headers)
    english = client.get("/home?what=this", headers=headers)

    assert (404, 400) == (missing.status_code, english.status_code)
    assert "Nid oes dim yma y gallwn ei ddangos i chi</h1>" in missing.text
    assert "Nid oes cais o&#39;r fath." in missing.text
    assert [] == marked_english(missing.text)
    assert ["A parameter is not known here."] == marked_english(english.text)
    for page in (missing.text, english.text):
        assert '<html lang="cy"' in page


@pytest.mark.parametrize("kind", ALL_PROBLEMS, ids=lambda kind: kind.code)
def test_every_problem_that_a_councillor_meets_has_its_welsh(kind):
    """Its title, and what to do next."""
    step = NEXT.get(kind.code, kind.next_step)

    assert welsh(kind.title)
    assert welsh(step)


def test_pages_that_are_not_translated_are_english_and_say_so(in_wales):
    """Their words and their language are English, also for somebody who chose Welsh."""
    town, client = in_wales.town, in_wales.client
    for path, who in (
        ("/home", "olive"),
        ("/rules", "moira"),
    ):
        page = client.get(path, headers={**town.sign(who), **WELSH}).text
        assert '<html lang="en-GB"' in page, path
        assert not texts(page) & {"Hafan", "Cymorth", "Dewislen"}
        assert "yn Saesneg yn unig am y tro" in page


def test_a_program_is_spoken_to_in_english(in_wales):
    """The cookie is for pages; the API says what language it wants in its address."""
    town, client, places = in_wales.town, in_wales.client, in_wales.places
    headers = {**town.sign("ben"), **WELSH, "Accept": "application/json"}

    assert (
        "What next" in client.get(f"/api/requests/{places['other']}/letter", headers=headers).text
    )


def test_outside_wales_there_is_no_choice(client, town):
    """No link, no Welsh page whatever a browser sends, and nothing at the address of the choice."""
    headers = {**town.sign("ben"), **WELSH, "Accept-Language": "cy"}
    page = client.get("/home", headers=headers).text

    assert '<html lang="en-GB"' in page
    assert "Cymraeg" not in page
    assert "Saesneg" not in page
    assert 404 == client.get("/language/cy", follow_redirects=False).status_code


@pytest.fixture(scope="module")
def with_a_new_rule(tmp_path_factory):
    """A town in Wales that adopted a rule later, a request and a paper by it."""
    town = Town(tmp_path_factory.mktemp("adopted") / "data", profile="wales")
    paper = town.document({"main": {"public": True}})
    rule = ("policies/national/local-government-act.csv", "all  , public  ", NEW_RULE)
    put_in_force(town.settings.database_url, changed(read_texts(shipped()), *rule))
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        client.headers.update({"Accept": "text/html", **town.sign("ben")})
        made = client.post("/api/requests", json={"document": paper, "purpose": "official_duty"})
        yield client, made.json()["reference"], paper


@pytest.mark.parametrize("path", ["/requests/{reference}", "/documents/{paper}"])
def test_a_rule_without_welsh_is_marked_as_english(with_a_new_rule, path: str):
    """Its sentence, and the fact that no other rule names; the rest is Welsh (WCAG 2.2, 3.1.2).

    The fact stands twice: in the reason in short, and among all the reasons.
    """
    client, reference, paper = with_a_new_rule
    address = path.format(reference=reference, paper=paper)
    english = client.get(address).text
    page = client.get(address, headers=WELSH).text

    sentence, fact = (f'<span lang="en-GB">{one}</span>' for one in (NEW_SENTENCE, NEW_FACT))
    assert f"<li>{sentence} Yma: mae&#39;n gyhoeddus eisoes; {fact}.</li>" in page
    assert [NEW_FACT, NEW_SENTENCE, NEW_FACT] == marked_english(page)
    assert [] == shared(english, page)
    assert [] == marked_english(english)
    assert not re.search("[\ufdd0\ufdd1]", page + english)


def test_a_letter_marks_it_too(with_a_new_rule):
    """The PDF names the language of the sentence; text and data have its words alone."""
    client, reference, _ = with_a_new_rule
    at = f"/api/requests/{reference}/letter"
    letter = client.get(f"{at}?language=cy", headers={"Accept": "application/json"}).json()
    made = client.get(f"{at}.pdf?language=cy")

    (line,) = (one for one in letter["lines"] if NEW_SENTENCE in one)
    assert f"Pam: {NEW_SENTENCE} Yma: mae'n gyhoeddus eisoes; {NEW_FACT}." == line
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        spans = re.findall(rb"/Lang\((.*?)\)", pdf.pages[0].Contents.read_bytes())
    assert {b"en-GB"} == set(spans)


@pytest.fixture(scope="module")
def at_a_browser(browser, in_wales) -> Iterator[Visitor]:
    """Somebody who reads Welsh, in one window."""
    with (
        serving(in_wales.town) as (address, _),
        visiting(browser, address, in_wales.signed_in("cy"), scripts=True) as visitor,
    ):
        yield visitor


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/home",
        "/cover/close",
        "/drafts/{draft}/how",
        "/requests/{other}",
        "/documents/{read}/read",
        "/sessions/password",
        "/sign-in/capacity",
    ],
)
def test_a_page_in_welsh_keeps_what_every_page_must(at_a_browser, in_wales, path: str):
    """WCAG 2.2 AA as far as axe sees, no overflow of longer words, one host."""
    at_a_browser.faults.clear()
    assert 200 == at_a_browser.open(path.format(**in_wales.places))
    at_a_browser.look(f"welsh-{path.strip('/').split('/')[0] or 'front'}")
