"""Proofs over the tree: an entry is in it, and an older tree is its beginning.

Made as RFC 6962 sections 2.1.1 and 2.1.2 define them, from stored nodes (about 2 * log2(size)
look-ups at most); checked with the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
"""

from collections.abc import Sequence

from gateway.audit.tree import EMPTY_ROOT, NodeLookup, node_hash
from gateway.errors import LogError

Proof = tuple[bytes, ...]


def root_of(size: int, nodes: NodeLookup) -> bytes:
    """The root of the first `size` entries of the stored tree."""
    return _subtree(0, size, nodes) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, nodes: NodeLookup) -> Proof:
    """The proof that entry `index` (from 0) is in the tree of the first `size` entries.

    Raises `LogError` unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise LogError("The tree has no entry of that number.")
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_subtree(middle, high, nodes))
            high = middle
        else:
            path.append(_subtree(low, middle, nodes))
            low = middle
    return tuple(reversed(path))


def consistency_proof(older: int, newer: int, nodes: NodeLookup) -> Proof:
    """The proof that the tree of `older` entries is the beginning of the tree of `newer`.

    Empty for `older` = 0 (everything begins with nothing) and `older` = `newer`. Raises `LogError`
    unless 0 <= older <= newer.
    """
    if not 0 <= older <= newer:
        raise LogError("The older tree is larger than the newer one.")
    if older in {0, newer}:
        return ()
    low, high, path, whole = 0, newer, [], True
    while older != high:
        middle = low + _split(high - low)
        if older <= middle:
            path.append(_subtree(middle, high, nodes))
            high = middle
        else:
            path.append(_subtree(low, middle, nodes))
            low, whole = middle, False
    if not whole:
        path.append(_subtree(low, high, nodes))
    return tuple(reversed(path))


def inclusion_holds(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `proof` shows that `leaf` is entry `index` of the tree with this size and root."""
    if not 0 <= index < size:
        return False
    place, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and result == root


def consistency_holds(
    older: int, older_root: bytes, newer: int, newer_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the older tree is the beginning of the newer one."""
    if older in {0, newer}:
        expected = EMPTY_ROOT if older == 0 else newer_root
        return older <= newer and not proof and older_root == expected
    if not 0 < older < newer or not proof:
        return False
    hashes = list(proof) if older & (older - 1) else [older_root, *proof]
    place, last = older - 1, newer - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_result = new_result = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_result = node_hash(sibling, old_result)
            new_result = node_hash(sibling, new_result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new_result = node_hash(new_result, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_result == older_root and new_result == newer_root


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (RFC 6962: k < n <= 2k)."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(low: int, high: int, nodes: NodeLookup) -> bytes:
    """The hash over entries low..high-1, where `low` is a multiple of the first complete part."""
    size = high - low
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return nodes(level, low >> level)
    middle = low + _split(size)
    return node_hash(_subtree(low, middle, nodes), _subtree(middle, high, nodes))
