"""A receipt: one entry, and the proof that a signed checkpoint covers it.

Whoever holds a receipt can show later that the entry was in the log, with the public key alone.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from gateway.audit import canonical, entries
from gateway.audit.checkpoint import VerifierKey, read_checkpoint
from gateway.audit.proofs import inclusion_holds, inclusion_proof
from gateway.audit.tree import NodeLookup, leaf_hash
from gateway.errors import LogError


class Receipt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`entry` is the entry's canonical text, `proof` the sibling hashes in hexadecimal."""

    checkpoint: str
    entry: str
    format: Literal["need-to-know-receipt/1"] = "need-to-know-receipt/1"
    proof: tuple[str, ...]


def make(entry: bytes, note: str, key: VerifierKey, nodes: NodeLookup) -> Receipt:
    """The receipt for an entry's bytes under the checkpoint `note`, with the stored tree's nodes.

    Raises `LogError` when the checkpoint does not cover the entry or is not signed by `key`.
    """
    size = read_checkpoint(note, key).size
    proof = inclusion_proof(entries.read(entry).seq, size, nodes)
    return Receipt(checkpoint=note, entry=entry.decode(), proof=tuple(step.hex() for step in proof))


def write(receipt: Receipt) -> bytes:
    """The receipt as canonical JSON, to be handed out."""
    return canonical.encode(msgspec.structs.asdict(receipt))


def read(data: bytes) -> Receipt:
    """The receipt in `data`. Raises `LogError` when it is not one."""
    try:
        return msgspec.convert(canonical.decode(data), Receipt)
    except msgspec.ValidationError as error:
        raise LogError("This is not a receipt of the log.") from error


def check(receipt: Receipt, key: VerifierKey) -> entries.Entry:
    """The entry that the receipt proves. Raises `LogError` when it does not prove it to `key`."""
    checkpoint = read_checkpoint(receipt.checkpoint, key)
    data = receipt.entry.encode()
    entry = entries.read(data)
    proof = _hashes(receipt.proof)
    if not inclusion_holds(entry.seq, checkpoint.size, leaf_hash(data), proof, checkpoint.root):
        raise LogError("The receipt does not prove that the entry is in the log.")
    return entry


def _hashes(proof: tuple[str, ...]) -> list[bytes]:
    try:
        hashes = [bytes.fromhex(step) for step in proof]
    except ValueError:
        hashes = []
    if tuple(step.hex() for step in hashes) != proof:
        raise LogError("The proof of the receipt is not hexadecimal.")
    return hashes
