"""Signing in at the pages, as a browser without scripts does it; and out again."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import msgspec
import pyotp
import pytest
from argon2 import PasswordHasher
from litestar.testing import TestClient

from gateway.app import create_app
from gateway.casework.accounts import EndAccount, Invite
from gateway.casework.capacities import OpenCapacity
from gateway.domain.people import OPERATOR
from gateway.identity.codes import STEP
from gateway.identity.passwords import Passwords
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.signing_in import OURS, session_for
from tests.api.town import CANARY, LONG_AGO, Town
from tests.web.form_of import form_of, send

PASSWORD = "velvet anchor marigold"
PAGE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Town:
    """A town of its own: accounts and limits are counted here."""
    return Town(tmp_path_factory.mktemp("held") / "data")


@pytest.fixture(scope="module")
def app(held):
    """Its gateway, at work."""
    app = create_app(held.settings)
    quick = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    app.state.ways_in = msgspec.structs.replace(app.state.ways_in, passwords=Passwords(quick))
    with app.state.office:
        yield app


@pytest.fixture
def browser(app) -> TestClient:
    """A browser that nobody used before."""
    return new_browser(app)


def new_browser(app) -> TestClient:
    """A browser without cookies, which says of every form that it stands on a page of ours."""
    made = TestClient(app, base_url=ADDRESS)
    made.headers.update(PAGE | OURS)
    return made


def plant(browser: TestClient, secret: str) -> None:
    """Put the secret of a session into a browser."""
    browser.cookies.set("session", secret, domain="withermere.test", path="/")


def invite(app, held: Town, who: str, name: str) -> str:
    """The address of a one-time link for somebody."""
    office = app.state.office
    link = office.carry_out_now(Invite(by=OPERATOR, person=held.people[who], name=name))
    return f"/sign-in/link/{link.secret}"


def set_up(browser: TestClient, address: str) -> tuple[str, list[str]]:
    """Set an account up; gives the authenticator's secret and the recovery codes."""
    send(browser, browser.get(address), password=PASSWORD, again=PASSWORD)
    shown = browser.get(f"{address}/authenticator")
    assert "<svg" in shown.text
    secret = re.search(r"<strong[^>]*>([A-Z2-7 ]{32,})</strong>", shown.text)[1].replace(" ", "")
    done = None
    while done is None:
        # a code of the step before, so that the one of now can be used to sign in
        now = datetime.now(UTC).timestamp()
        sent = send(browser, shown, code=pyotp.TOTP(secret).at(now - STEP))
        if sent.status_code == 200 or now // STEP == datetime.now(UTC).timestamp() // STEP:
            done = sent  # else the next step began while it was on its way, and it was too old
    assert 200 == done.status_code, done.text
    return secret, re.findall(r"<code>([a-z0-9-]+)</code>", done.text)


def sign_in(browser: TestClient, name: str, code: str, password: str = PASSWORD, to: str = ""):
    """Fill the form in and send it."""
    page = browser.get("/sign-in", params={"next": to} if to else {})
    return send(browser, page, name=name, password=password, code=code)


def is_in(browser: TestClient) -> bool:
    """Whether somebody is signed in."""
    return browser.get("/home", follow_redirects=False).status_code == 200


def test_from_the_one_time_link_to_the_page_that_was_wanted(app, held, browser):
    """Password, authenticator, recovery codes; then in, and to the page that was asked for."""
    secret, codes = set_up(browser, invite(app, held, "ada", "ada"))
    wanted = browser.get("/sessions", follow_redirects=False)
    assert (303, "/sign-in?next=/sessions") == (wanted.status_code, wanted.headers["location"])
    answer = sign_in(browser, "ada", pyotp.TOTP(secret).now(), to="/sessions")
    assert (200, "/sessions") == (answer.status_code, answer.url.path)
    assert "Here, in this browser" in answer.text

    assert 10 == len(set(codes))
    out = send(browser, browser.get("/home"), action="/sign-out")
    assert "You have signed out" in out.text
    assert not is_in(browser)
    assert 200 == sign_in(browser, "ada", codes[0]).status_code
    assert is_in(browser)


def test_a_link_that_was_used_leads_nowhere(app, held, browser):
    """Nor one that was never given out: both are told alike."""
    address = invite(app, held, "peter", "peter")
    set_up(browser, address)
    for gone in (
        address,
        f"{address}/authenticator",
        f"/sign-in/link/{'x' * 43}",
        "/sign-in/link/x",
    ):
        assert 404 == browser.get(gone).status_code


def test_a_weak_password_is_refused_with_what_to_do(app, held, browser):
    """Too short, what everybody tries, one's own name, or not the same twice."""
    address = invite(app, held, "moira", "moira.m")
    for password, again, said in (
        ("short", "short", "at least 12"),
        ("Password123456!", "Password123456!", "easy to guess"),
        ("moira.m-moira.m", "moira.m-moira.m", "easy to guess"),
        (PASSWORD, PASSWORD + "s", "must be the same"),
    ):
        answer = send(browser, browser.get(address), password=password, again=again)
        assert (422, True) == (answer.status_code, said in answer.text)
        assert password not in answer.text


@pytest.mark.parametrize(
    "wrong",
    [("sid", PASSWORD, "000000"), ("sid", "not the password", ""), ("nobody", PASSWORD, "")],
)
def test_whatever_is_wrong_is_told_alike(app, held, browser, wrong):
    """The name stays, the password does not, and nobody learns which of the three it was."""
    name, password, code = wrong
    secret, _ = set_up(browser, invite(app, held, "sid", "sid"))
    answer = sign_in(browser, name, code or pyotp.TOTP(secret).now(), password)

    assert 422 == answer.status_code
    assert "The name, the password or the code is not right." in answer.text
    assert f'value="{name}"' in answer.text
    assert password not in answer.text
    assert not is_in(browser)


def test_an_empty_form_names_every_field(browser):
    """All at once, each with what to enter."""
    answer = sign_in(browser, "", "", "")

    assert 422 == answer.status_code
    assert 3 <= answer.text.count("Enter ")


def test_too_many_attempts_are_told_and_count_whatever_header_is_forged(app, held, browser):
    """Another forwarded address at each attempt changes nothing; it is said when to try again."""
    set_up(browser, invite(app, held, "dina", "dina"))
    answers = []
    for number in range(6):
        browser.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        browser.headers["Forwarded"] = f"for=203.0.113.{number}"
        answers.append(sign_in(browser, "dina", "000000", "a guess"))

    assert [422] * 5 + [429] == [answer.status_code for answer in answers]
    assert "900" == answers[-1].headers["retry-after"]
    assert "too many attempts" in answers[-1].text


def test_a_session_that_was_planted_is_replaced(app, held, browser):
    """The id that somebody put into the browser before is worth nothing after the sign-in."""
    planted = session_for(browser, held, "ben")
    plant(browser, planted)
    _, codes = set_up(browser, invite(app, held, "olive", "olive"))
    assert "signed out" not in sign_in(browser, "olive", codes[0]).text
    other = new_browser(app)
    plant(other, planted)

    assert is_in(browser)
    assert not is_in(other)


def test_a_choice_of_capacity(app, held, browser):
    """Nora the employee is Ben the councillor too: until she chooses, no page opens."""
    same = {"person": held.people["nora"], "other": held.people["ben"], "same_person": True}
    office = app.state.office
    link = office.carry_out_now(Invite(by=OPERATOR, person=held.people["nora"], name="nora"))
    with held.writing() as connection:
        row = {**same, "valid_from": datetime(2026, 6, 1), "recorded_at": LONG_AGO, "entry": 0}  # noqa: DTZ001
        connection.execute(tables.relationships.insert(), row)
    opened = OpenCapacity(by=OPERATOR, account=link.account, person=held.people["ben"])
    office.carry_out_now(opened)
    _, codes = set_up(browser, f"/sign-in/link/{link.secret}")
    choice = sign_in(browser, "nora", codes[0], to="/documents?q=quay&sort=title")
    assert "/sign-in/capacity" == choice.url.path
    assert not is_in(browser)
    before = browser.cookies["session"]
    assert 422 == send(browser, choice).status_code
    assert 422 == send(browser, choice, person=held.people["ada"]).status_code
    answer = send(browser, choice, person=held.people["ben"])

    assert ("/documents", b"q=quay&sort=title") == (answer.url.path, answer.url.query)
    for page in (browser.get("/sessions"), browser.get("/home")):
        assert 'href="/sign-in/capacity"' in page.text, "a capacity is changed from here"
    assert before != browser.cookies["session"]
    changed = send(browser, browser.get("/sign-in/capacity"), person=held.people["nora"])
    assert 200 == changed.status_code
    office.carry_out_now(EndAccount(by=OPERATOR, account=link.account))
    assert not is_in(browser)


def test_ones_own_sessions_are_listed_and_ended(app, held, browser):
    """The other browser is signed out at once; a session of somebody else's cannot be named."""
    other = new_browser(app)
    stranger = session_for(browser, held, "moira")
    for one in (browser, other):
        plant(one, session_for(browser, held, "ada"))
    page = browser.get("/sessions")
    ends = re.findall(r'action="(/sessions/[0-9a-f]{32}/end)"', page.text)
    with held.writing() as connection:
        rows = connection.execute(tables.sessions.select()).all()
    theirs = next(row.id for row in rows if row.person == held.people["moira"])
    assert f"/sessions/{theirs}/end" not in ends
    refused = send(browser, page, action=f"/sessions/{theirs}/end", form=ends[0])
    assert 404 == refused.status_code
    for end in ends:
        if is_in(browser) and end in browser.get("/sessions").text:
            send(browser, browser.get("/sessions"), action=end)
    assert stranger
    assert [False, False] == [is_in(browser), is_in(other)]


NEW = "copper lantern thistle"


def test_a_password_is_changed_by_who_has_the_old_one_and_a_code(app, held, browser):
    """Other sessions end, this one goes on; the code counts once, the old password no more."""
    _, codes = set_up(browser, invite(app, held, "peter", "peter"))
    other = new_browser(app)
    sign_in(browser, "peter", codes[0])
    sign_in(other, "peter", codes[1])
    assert 'href="/sessions/password"' in browser.get("/sessions").text
    page = browser.get("/sessions/password")
    right = {"old": PASSWORD, "password": NEW, "again": NEW, "code": codes[2]}
    for wrong, said in (
        ({"old": "", "code": ""}, "Enter the password that you have now"),
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "another than it"}, "Both new passwords must be the same"),
        ({"password": PASSWORD, "again": PASSWORD}, "Choose another one"),
        ({"old": "not the old one"}, "is not right"),
        ({"code": codes[1]}, "is not right"),  # it was used
    ):
        again = send(browser, page, **right | wrong)
        assert (422, True) == (again.status_code, said in again.text), wrong
        assert NEW not in again.text
    assert is_in(other)
    done = send(browser, page, **right)
    assert "Your password has changed." in done.text
    assert [True, False] == [is_in(browser), is_in(other)]
    assert 422 == send(browser, page, **right | {"old": NEW}).status_code
    fresh = new_browser(app)
    assert 422 == sign_in(fresh, "peter", codes[3]).status_code
    assert 200 == sign_in(fresh, "peter", codes[3], NEW).status_code
    kinds = [entry["kind"] for entry in held.entries()]
    assert 1 == kinds.count("account.password_changed")
    assert NEW not in str(held.entries())


def test_passwords_are_not_guessed_in_an_open_browser(app, held, browser):
    """The attempts count with those at the sign-in; a session without a password has no page."""
    _, codes = set_up(browser, invite(app, held, "sid", "sid"))
    sign_in(browser, "sid", codes[0])
    page = browser.get("/sessions/password")
    guess = {"old": "a guess", "password": NEW, "again": NEW, "code": "000000"}
    answers = [send(browser, page, **guess) for _ in range(6)]
    assert [422] * 5 + [429] == [answer.status_code for answer in answers]
    plant(browser, session_for(browser, held, "ada"))
    assert 404 == browser.get("/sessions/password").status_code
    assert "/sessions/password" not in browser.get("/sessions").text


def test_signing_in_and_out_writes_nothing_secret_into_the_address(browser):
    """Only the page that was wanted stands there, and only if it is one of ours."""
    for wanted in (
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/sign-in",
        "/a\nb",
    ):
        page = browser.get("/sign-in", params={"next": wanted})
        assert "evil" not in page.text
    answer = browser.get("/requests/NTK-2026-0001?x=1", follow_redirects=False)
    place = urlsplit(answer.headers["location"])

    assert ("/sign-in", {"next": ["/requests/NTK-2026-0001?x=1"]}) == (
        place.path,
        parse_qs(place.query),
    )


def test_nothing_personal_reaches_the_log(held):
    """Neither names that were typed, nor passwords, nor codes."""
    text = str(held.entries())

    assert PASSWORD not in text
    assert CANARY not in text
    assert "moira.m" not in text


def test_the_form_that_is_found_is_the_one_that_is_sent(browser):
    """What these tests send is what stands in the page."""
    found = form_of(browser.get("/sign-in").text, "/sign-in")

    assert {"csrf_token", "next", "name", "password", "code"} == set(found)
