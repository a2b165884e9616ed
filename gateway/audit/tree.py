"""The Merkle tree of RFC 6962 section 2 (RFC 9162 section 2.1): grow it and take its root.

A tree of n entries is kept as its complete nodes. Node (level, index) covers the 2^level entries
from index * 2^level on; level 0 is the entry's own leaf hash. A node never changes once complete.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

from msgspec import Struct

NodeLookup = Callable[[int, int], bytes]
"""(level, index) -> hash of that complete node; level 0 asks for the leaf hash of entry `index`."""

EMPTY_ROOT = sha256().digest()
"""The root of a tree without entries."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry's bytes: SHA-256 over 0x00 and the bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two children: SHA-256 over 0x01, the left hash and the right hash."""
    return sha256(b"\x01" + left + right).digest()


class Node(Struct, frozen=True):
    """A complete node, to be stored once and looked up for proofs."""

    level: int
    index: int
    hash: bytes


class Frontier(Struct, frozen=True):
    """All that must be known to append: the size and the complete subtrees without a sibling.

    `nodes` are their hashes from the lowest level up, one for each binary digit 1 of `size`.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """The root hash of the tree of `size` entries."""
        if not self.nodes:
            return EMPTY_ROOT
        root, *higher = self.nodes
        for node in higher:
            root = node_hash(node, root)
        return root


class Row(Struct, frozen=True):
    """The nodes of one level that a growth made complete: the first one's index and the hashes."""

    level: int
    first: int
    hashes: Sequence[bytes]


def append(frontier: Frontier, leaf: bytes) -> tuple[Frontier, tuple[Node, ...]]:
    """The frontier after one more leaf hash, and the nodes now complete (the leaf's first)."""
    grown, rows = extend(frontier, (leaf,))
    return grown, tuple(Node(row.level, row.first, row.hashes[0]) for row in rows)


def extend(frontier: Frontier, leaves: Sequence[bytes]) -> tuple[Frontier, tuple[Row, ...]]:
    """The frontier after many more leaf hashes, and all nodes now complete, level by level."""
    waiting = iter(frontier.nodes)
    kept: list[bytes] = []
    rows: list[Row] = []
    level, hashes = 0, list(leaves)
    while hashes:
        first = frontier.size >> level
        rows.append(Row(level, first, hashes))
        pairable = [next(waiting), *hashes] if first & 1 else hashes
        if len(pairable) & 1:
            kept.append(pairable[-1])
        hashes = [
            sha256(b"\x01" + left + right).digest()  # node_hash, without its call: this is hot
            for left, right in zip(pairable[::2], pairable[1::2], strict=False)
        ]
        level += 1
    return Frontier(frontier.size + len(leaves), (*kept, *waiting)), tuple(rows)


def frontier_of(size: int, nodes: NodeLookup) -> Frontier:
    """The frontier of the stored tree of `size` entries, from at most log2(size) + 1 look-ups."""
    levels = (level for level in range(size.bit_length()) if size >> level & 1)
    return Frontier(size, tuple(nodes(level, (size >> level) - 1) for level in levels))
