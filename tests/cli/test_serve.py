"""`gateway serve`: a real process that starts, answers, stops, and refuses to start unsafe."""

import re
import signal
import socket
import subprocess
import sys

import httpx

from tests.cli.conftest import Place


def start(place: Place, *words: str) -> subprocess.Popen[str]:
    """`gateway serve` as a process of its own."""
    return subprocess.Popen(  # noqa: S603  our own command, our own interpreter
        [sys.executable, "-m", "gateway", "serve", *words],
        env=place.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(place: Place, *words: str) -> str:
    """What a serve that refuses to start says."""
    with start(place, *words) as process:
        _, told = process.communicate(timeout=60)
    assert 2 == process.returncode, told
    return told


def test_serve_answers_until_it_is_told_to_stop(place: Place):
    """It says what it is to show and then where it serves, in a line that is its own and the last.

    It is ready, keeps a second server out, and ends cleanly on SIGTERM.
    """
    shown = place.data / "shown.txt"
    shown.write_text("Be a councillor.\n", encoding="utf-8")
    with start(place, "--port", "0", "--show", str(shown)) as process:
        try:
            assert process.stdout
            said = [process.stdout.readline() for _ in range(6)]
            address = re.search(r"^ +(http://127\.0\.0\.1:\d+)/sign-in$", said[-2])
            assert ("Be a councillor.\n", "\n") == (said[0], said[-1])
            assert address
            with httpx.Client(base_url=address[1], timeout=30) as client:
                answers = [client.get(path).status_code for path in ("/healthz", "/readyz")]
                second = refusal(place, "--port", "0")
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
        finally:
            process.kill()

    assert [200, 200] == answers
    assert "Another gateway already serves this data folder" in second
    assert process.returncode in (0, -signal.SIGTERM)


def test_serve_refuses_where_nothing_is_set_up(empty: Place):
    """Without a data folder there is nothing to serve."""
    assert "gateway init" in refusal(empty)


def test_serve_refuses_an_open_data_folder(place: Place):
    """A data folder that others can look into is not served."""
    place.data.chmod(0o755)

    assert "chmod 700" in refusal(place)


def test_serve_refuses_the_network_without_https(place: Place):
    """An address on the network is refused where no proxy carries the traffic over HTTPS."""
    assert "GATEWAY_HOST" in refusal(place, "--host", "192.0.2.1")


def test_serve_says_when_the_port_is_taken(place: Place):
    """A port that somebody else has is told in one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = refusal(place, "--port", str(taken.getsockname()[1]))

    assert "cannot listen there" in told
