"""`gateway notices` and `gateway work-once`: what was told, what is stuck, where mail goes."""

import json

from gateway.cli.office import office_at_work
from gateway.domain.notices import to_office
from gateway.settings import Settings
from tests.casework.test_outbox import tell_of
from tests.cli.conftest import Place
from tests.cli.staffed import staffed
from tests.mail import Mailbox, mail_server

HEAD = ("office", "head_of_service")


def told(place: Place) -> str:
    """Somebody holds an office, which was told something; gives the file with their token."""
    token = str(staffed(place, HEAD[1]))
    with office_at_work(Settings(data=place.data)) as office:
        tell_of(office, to_office("head_of_service"), "NTK-2026-0001")
    return token


def test_one_reads_what_one_was_told(place: Place):
    """In a sentence or as JSON."""
    token = told(place)
    line = place.gateway("notices", "list", "--token-file", token).output
    shown = json.loads(place.gateway("notices", "list", "--json", "--token-file", token).output)

    assert line.endswith("NTK-2026-0001: A request waits for you.\n")
    assert ("waiting", "NTK-2026-0001") == (shown["state"], shown["about"])


def test_an_address_is_kept_and_mail_goes_there(place: Place):
    """Until then the outbox says that it is missing; afterwards the notice is sent once.

    When it is taken away, that is told there too.
    """
    told(place)
    with office_at_work(Settings(data=place.data)) as office:
        tell_of(office, to_office("chief_executive"), "NTK-2026-0002")
    before = place.gateway("notices", "outbox").output
    kept = place.gateway("notices", "address", "office", "chief_executive", "ce@example.org")
    with mail_server(Mailbox()) as mailbox:
        how = {f"GATEWAY_{name.upper()}": str(value) for name, value in mailbox.settings().items()}
        sent = [place.gateway("work-once", **how).output for _ in range(2)]
        away = place.gateway("notices", "address", "office", "chief_executive")
        sent.append(place.gateway("work-once", **how).output)

    assert "No address is known for the office chief_executive.\n" in before
    assert ("Kept.\n", "Taken away.\n") == (kept.output, away.output)
    assert [
        f"Told of 0 deadlines; looked at 0 copies; "
        f"ended 0 ways in of people who have left; sent {number} notices, 0 in vain.\n"
        for number in (1, 0, 1)
    ] == sent
    assert ["ce@example.org"] * 2 == [message["To"] for message in mailbox.messages]
    assert [
        "NTK-2026-0002: A request waits for you",
        "The mail address for these messages was changed",
    ] == [message["Subject"] for message in mailbox.messages]


def test_in_wales_a_mail_is_in_both_languages(empty: Place):
    """The worker sends the Welsh text and the English one, and both arrive as they were written."""
    made = empty.gateway("init", "--council", "wales", "--title", "Trefwen")
    assert 0 == made.exit_code, made.output
    with office_at_work(Settings(data=empty.data)) as office:
        tell_of(office, to_office("chief_executive"), "NTK-2026-0002")
    empty.gateway("notices", "address", "office", "chief_executive", "ce@example.org")
    with mail_server(Mailbox()) as mailbox:
        how = {f"GATEWAY_{name.upper()}": str(value) for name, value in mailbox.settings().items()}
        sent = empty.gateway("work-once", **how)

    assert "sent 1 notices, 0 in vain" in sent.output
    (message,) = mailbox.messages
    assert str(message["Subject"]).endswith(
        "Mae cais yn aros amdanoch chi / A request waits for you"
    )
    welsh, _, english = message.get_content().partition("-" * 84)
    assert "nid oes ynddi enwau na theitlau. Os daw hi ddwywaith" in " ".join(welsh.split())
    assert "A request waits for you." in english


def test_what_is_stuck_is_tried_again(place: Place):
    """How many it was."""
    token = told(place)

    assert (
        "0 notices wait again.\n"
        == place.gateway("notices", "try-again", "--token-file", token).output
    )


def test_what_is_no_address_is_refused(place: Place):
    """In one line, with exit code 2."""
    answer = place.gateway("notices", "address", "office", "chief_executive", "not one")

    assert 2 == answer.exit_code
    assert "no mail address" in answer.output


def test_mail_that_others_could_read_is_not_sent(place: Place):
    """A worker does not start with settings that are not safe."""
    answer = place.gateway(
        "work-once", GATEWAY_MAIL_HOST="mail.example.org", GATEWAY_MAIL_SECURITY="none"
    )

    assert 2 == answer.exit_code
    assert "GATEWAY_MAIL_SECURITY" in answer.output
