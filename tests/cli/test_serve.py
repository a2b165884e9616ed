"""`gateway serve`: a real process that starts, answers, stops, and refuses to start unsafe."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pysqlite3

from tests.casework.adding import wait_until
from tests.cli.conftest import Place
from tests.store.test_write_ahead import titles_in


def start(place: Place, *words: str) -> subprocess.Popen[str]:
    """`gateway serve` as a process of its own."""
    return subprocess.Popen(  # noqa: S603  our own command, our own interpreter
        [sys.executable, "-m", "gateway", "serve", *words],
        env=place.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def address_of(process: subprocess.Popen[str]) -> str:
    """Where it serves, as it says."""
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    return found[0]


def children(process: int) -> list[int]:
    """The processes that one has started, and that are there yet (proc(5), `stat`)."""
    stats = (file.read_text() for file in Path("/proc").glob("[0-9]*/stat"))
    fields = [(stat.split()[0], stat.rpartition(")")[2].split()) for stat in stats]
    return [int(number) for number, rest in fields if rest[1] == str(process)]


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


def test_without_its_writer_it_refuses_at_once(place: Place):
    """The process that writes is killed: it is not ready any more, and decides nothing."""
    with start(place, "--port", "0") as process:
        try:
            address = address_of(process)
            (writer,) = children(process.pid)
            os.kill(writer, signal.SIGKILL)
            with httpx.Client(base_url=address, timeout=30) as client:
                wait_until(lambda: client.get("/readyz").status_code == 503)
                answers = [client.get(path).status_code for path in ("/healthz", "/sign-in")]
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
        finally:
            process.kill()

    assert [200, 200] == answers


def test_what_is_committed_is_brought_in_meanwhile(place: Place):
    """While it serves, SQLite's write-ahead log goes into the database's file."""
    file = place.data / "gateway.sqlite"
    with start(place, "--port", "0") as process, closing(pysqlite3.connect(str(file))) as beside:
        try:
            address_of(process)
            with beside:
                beside.execute("UPDATE council SET title = 'Elsewhere'")
            wait_until(lambda: titles_in(file) == ["Elsewhere"])
        finally:
            process.kill()


def test_its_writer_ends_with_it(place: Place):
    """However it ends: another one can be started at once, and nothing is left behind."""
    for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
        with start(place, "--port", "0") as process:
            try:
                assert address_of(process)
                (writer,) = children(process.pid)
                process.send_signal(how)
                process.communicate(timeout=30)
            finally:
                process.kill()
        wait_until(lambda gone=writer: not Path(f"/proc/{gone}").exists())


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
