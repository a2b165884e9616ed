"""Invented logs for the tests: honest ones, and ones that somebody tampered with."""

from collections.abc import Iterable, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway.audit import checkpoint, entries, export, tree

ORIGIN = "ashby.example/log"
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = checkpoint.verifier_key(ORIGIN, SIGNING_KEY)
OTHER_SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))

KINDS: tuple[entries.Kind, ...] = (
    "gateway.initialised",
    "rule_book.used",
    "request.decided",
    "content.released",
    "log.read",
)


def entry(seq: int, prev: str, **changes: object) -> entries.Entry:
    """An invented entry that fits after the entry whose hash is `prev`."""
    kind = KINDS[seq % len(KINDS)]
    words = {"document": f"{seq:032x}", "outcome": "disclose_in_part", "rules": ["LGA-100B", "H1"]}
    public = {"digest": "a" * 64, "texts": {"england.csv": 'p, "1", allow, ünïcode\n'}}
    made = entries.Entry(
        actor="0" * 31 + "1" if seq else "command-line",
        at=f"2026-11-22T21:00:{seq % 60:02}.000000Z",
        body=public if kind == "rule_book.used" else words,
        kind=kind,
        prev=prev,
        seq=seq,
    )
    return msgspec.structs.replace(made, **changes)


def log(size: int) -> list[bytes]:
    """The bytes of an honest log of so many entries."""
    return chained(entry(seq, "") for seq in range(size))


def chained(made: Iterable[entries.Entry]) -> list[bytes]:
    """The entries' bytes with `seq` and `prev` written anew, as whoever forges a chain would."""
    prev, log_bytes = entries.FIRST_PREV, []
    for seq, one in enumerate(made):
        data = entries.write(msgspec.structs.replace(one, seq=seq, prev=prev))
        log_bytes.append(data)
        prev = tree.leaf_hash(data).hex()
    return log_bytes


def root(log_bytes: Sequence[bytes]) -> bytes:
    """The root of the tree over the entries."""
    return tree.extend(tree.Frontier(), [tree.leaf_hash(data) for data in log_bytes])[0].root()


def note(log_bytes: Sequence[bytes], key: Ed25519PrivateKey = SIGNING_KEY) -> str:
    """A checkpoint over all of these entries."""
    body = checkpoint.Checkpoint(origin=ORIGIN, size=len(log_bytes), root=root(log_bytes))
    return checkpoint.sign(body, key)


def exported(log_bytes: Sequence[bytes], signed: str | None = None) -> bytes:
    """The export of these entries under a checkpoint (their own unless another is given)."""
    return b"".join(export.write(signed or note(log_bytes), KEY, log_bytes))


def stored_nodes(log_bytes: Sequence[bytes]) -> tree.NodeLookup:
    """The look-up of the tree's complete nodes, as a table would keep them."""
    frontier, table = tree.Frontier(), {}
    for data in log_bytes:
        frontier, nodes = tree.append(frontier, tree.leaf_hash(data))
        table.update({(node.level, node.index): node.hash for node in nodes})
    return lambda level, index: table[level, index]
