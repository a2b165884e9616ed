"""Structs are ready before threads work with them."""

import subprocess
import sys

DECODING_IN_THREADS = '''
import sys, threading
import msgspec
from gateway.domain.facts import Facts
from gateway.domain.structs import make_ready

make_ready()
sys.setswitchinterval(1e-6)
FACTS = b"""{"id": "a", "title": "", "council": "c", "now": "2026-01-01T00:00:00Z",
    "requester": {"kind": "councillor", "person": "p"}, "request": {"type": "access"},
    "document": {"segments": [{"id": "x"}]}}"""
together = threading.Barrier(8)
refused = []

def decode():
    together.wait()
    try:
        msgspec.json.decode(FACTS, type=Facts)
    except msgspec.ValidationError as error:
        refused.append(error)

threads = [threading.Thread(target=decode) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(refused))
'''


def test_threads_may_decode_the_same_struct_for_the_first_time_at_once():
    """The process survives what crashes it three times in four without `make_ready`."""
    for _ in range(6):
        ended = subprocess.run(  # noqa: S603  our own script, our own interpreter
            [sys.executable, "-c", DECODING_IN_THREADS], capture_output=True, text=True, check=False
        )
        assert (0, "8\n") == (ended.returncode, ended.stdout)
