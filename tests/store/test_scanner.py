"""Malware: what clamd finds is refused, and so is whatever clamd did not look through."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from gateway.errors import InfectedFileError, NotScannedError, SetupError
from gateway.store.scanner import Scanner
from tests.clamd import LONGEST, MALWARE, clamd


def test_what_is_clean_passes(clamd_socket: str):
    """A file in which nothing is found goes on, in whatever pieces it comes; an empty one too."""
    scanner = Scanner(clamd_socket)
    scanner.refuse_infected([b"a plain text", b"", b" in pieces"])
    scanner.refuse_infected([])


@pytest.mark.parametrize(
    "pieces", [[MALWARE], [MALWARE[:7], b"", MALWARE[7:]], [bytes(500_000), MALWARE, b"more"]]
)
def test_what_is_found_is_refused(clamd_socket: str, pieces: list[bytes]):
    """It is found wherever it stands, across pieces too, and the reason names it."""
    with pytest.raises(InfectedFileError, match=r"found Invented\.Malware[.\w]* in it\."):
        Scanner(clamd_socket).refuse_infected(pieces)


def test_a_file_that_is_too_long_for_clamd(clamd_socket: str):
    """What clamd gives up is not taken."""
    with pytest.raises(NotScannedError):
        Scanner(clamd_socket).refuse_infected([bytes(LONGEST), bytes(LONGEST), bytes(LONGEST)])


def test_the_trial_tells_whether_it_finds_anything(clamd_socket: str):
    """A clamd with signatures finds the harmless text for trials; one without does not."""
    assert Scanner(clamd_socket).try_out()
    with clamd(knows_trial=False) as without:
        assert not Scanner(without).try_out()


def test_a_clamd_that_is_away(clamd_socket: str, tmp_path):
    """No socket, one that nobody listens at, and a closed port: nothing is taken."""
    deaf = tmp_path / "deaf"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(deaf))
    for address in (f"{clamd_socket}-not", str(deaf), "127.0.0.1:1"):
        with pytest.raises(NotScannedError, match="does not answer"):
            Scanner(address).refuse_infected([b"text"])


Talk = Callable[[socket.socket], None]


@contextmanager
def _stand_in(talk: Talk) -> Iterator[str]:
    """A server that speaks as it likes, at a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                talk(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join(5)


def _says(answer: bytes) -> Talk:
    def talk(line: socket.socket) -> None:
        received = b""
        while not received.endswith(bytes(4)):
            received += line.recv(4096)
        assert received == b"zINSTREAM\0" + b"\0\0\0\4text" + bytes(4)
        line.sendall(answer)

    return talk


def test_the_words_of_the_protocol():
    """Over a port the same is said: the command, each piece with its length, four zeros."""
    with _stand_in(_says(b"stream: OK\0")) as address:
        Scanner(address).refuse_infected([b"text"])


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: OK",
        b"stream: OK\n\0",
        b"OK\0",
        b"stream: ok\0",
        b"stream: OK FOUND?\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"stream: <b>name</b> FOUND\0",
        b"stream: OK\0stream: Malware FOUND\0",
        b"\xff\0",
        b"x" * 5000,
    ],
)
def test_any_other_answer_is_a_refusal(answer: bytes):
    """Only the very words that nothing was found let a file in."""
    with _stand_in(_says(answer)) as address, pytest.raises(NotScannedError):
        Scanner(address).refuse_infected([b"text"])


def test_a_slow_answer_is_given_up():
    """Who says nothing, or a letter now and then, is not waited for beyond the limit."""
    over = threading.Event()

    def silent(_line: socket.socket) -> None:
        over.wait(10)

    def dripping(line: socket.socket) -> None:
        while not over.wait(0.05):
            line.sendall(b"s")

    for talk in (silent, dripping):
        over.clear()
        with _stand_in(talk) as address:
            with pytest.raises(NotScannedError, match="does not answer"):
                Scanner(address, patience=0.3).refuse_infected([b"text"])
            over.set()


def test_a_file_that_comes_slowly_is_given_up():
    """The limit counts for the whole scan, not for each piece of it."""

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            threading.Event().wait(0.02)
            yield b"text"

    def listening(line: socket.socket) -> None:
        while line.recv(4096):
            pass

    with _stand_in(listening) as address, pytest.raises(NotScannedError):
        Scanner(address, patience=0.2).refuse_infected(pieces())


@pytest.mark.parametrize(
    "address", ["clamd.example:3310", "10.0.0.9:3310", "127.0.0.1", "127.0.0.1:x", "socket", ":1"]
)
def test_only_a_scanner_of_this_machine(address: str):
    """Clamd hears and answers in the clear, so no document travels to another machine."""
    with pytest.raises(SetupError):
        Scanner(address)


def test_without_a_scanner_nothing_is_asked():
    """Nobody named one, so nothing is even read."""
    Scanner().refuse_infected(pytest.fail("read") for _ in range(1))
