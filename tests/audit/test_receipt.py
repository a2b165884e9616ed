"""A receipt proves one entry with the public key alone, and nothing that was changed."""

import msgspec
import pytest

from gateway.audit import canonical, entries, receipt
from gateway.audit.checkpoint import verifier_key
from gateway.errors import LogError
from tests.audit.logs import KEY, ORIGIN, OTHER_SIGNING_KEY, log, note, stored_nodes

LOG = log(11)
NODES = stored_nodes(LOG)
NOTE = note(LOG)
ONE = receipt.make(LOG[7], NOTE, KEY, NODES)


@pytest.mark.parametrize("size", range(1, 12))
def test_every_entry_of_every_log_has_a_receipt(size):
    """Whatever the log's size, each entry's receipt proves it, also after it was handed out."""
    for data in LOG[:size]:
        made = receipt.make(data, note(LOG[:size]), KEY, NODES)
        assert entries.read(data) == receipt.check(receipt.read(receipt.write(made)), KEY)


@pytest.mark.parametrize(
    "changes",
    [
        {"entry": LOG[5].decode()},
        {"entry": LOG[7].decode().replace("disclose_in_part", "refuse")},
        {"entry": LOG[7].decode().replace('"seq":7', '"seq":8')},
        {"entry": LOG[7].decode() + " "},
        {"entry": "{}"},
        {"checkpoint": note(LOG[:10])},
        {"checkpoint": note(LOG[:7])},
        {"checkpoint": note(LOG, OTHER_SIGNING_KEY)},
        {"checkpoint": ""},
        {"proof": ()},
        {"proof": ONE.proof[:-1]},
        {"proof": (*ONE.proof, "0" * 64)},
        {"proof": ("0" * 64, *ONE.proof[1:])},
        {"proof": ONE.proof[::-1]},
        {"proof": ("not hexadecimal",)},
        {"proof": tuple(step.upper() for step in ONE.proof)},
    ],
)
def test_a_changed_receipt_proves_nothing(changes):
    """Another entry, checkpoint or proof: refused."""
    with pytest.raises(LogError):
        receipt.check(msgspec.structs.replace(ONE, **changes), KEY)


def test_every_changed_byte_of_a_receipt_is_found():
    """No byte of a receipt is without meaning."""
    data = receipt.write(ONE)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(LogError):
            receipt.check(receipt.read(bytes(changed)), KEY)


def test_a_receipt_is_checked_against_the_key_one_trusts():
    """A receipt of a log with another key proves nothing here."""
    with pytest.raises(LogError, match="not signed"):
        receipt.check(ONE, verifier_key(ORIGIN, OTHER_SIGNING_KEY))


def test_no_receipt_for_an_entry_after_the_checkpoint():
    """A checkpoint vouches only for what it covers."""
    with pytest.raises(LogError, match="no entry"):
        receipt.make(LOG[7], note(LOG[:7]), KEY, NODES)


@pytest.mark.parametrize("value", [{}, [], {**msgspec.structs.asdict(ONE), "proof": [1]}])
def test_what_is_not_a_receipt_is_refused(value):
    """Another shape is not a receipt."""
    with pytest.raises(LogError, match="not a receipt"):
        receipt.read(canonical.encode(value))
