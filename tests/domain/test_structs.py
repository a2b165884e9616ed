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

NOT_MADE_READY = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import gateway
import msgspec
from gateway.domain import structs

for one in walk_packages(gateway.__path__, "gateway."):
    if ".migrations." not in one.name and not one.name.endswith("__main__"):
        import_module(one.name)
seen = set()
structs.Decoder = seen.add
structs.make_ready()

def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)

every = {one for one in below(msgspec.Struct) if one.__module__.startswith("gateway.")}
print(len(every) > 400, *sorted(one.__name__ for one in every - seen))
"""
DESCRIBED_AT_ONCE = "KeptDecision"
"""It is made together with what decodes it."""


def _said(script: str) -> tuple[int, str]:
    """How a script of ours ended, and what it printed."""
    ended = subprocess.run(  # noqa: S603  our own script, our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stdout


def test_every_struct_of_the_gateway_is_made_ready():
    """Wherever one is made, it stands in its module, where it is looked for."""
    assert (0, f"True {DESCRIBED_AT_ONCE}\n") == _said(NOT_MADE_READY)


def test_threads_may_decode_the_same_struct_for_the_first_time_at_once():
    """The process survives what crashes it three times in four without `make_ready`."""
    for _ in range(6):
        assert (0, "8\n") == _said(DECODING_IN_THREADS)
