"""The tree is RFC 6962's, however it was grown."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import proofs, tree
from tests.audit import second_opinion

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The test vectors of Certificate Transparency: the roots of the first 0 to 8 leaves."""


def grown(entries, *cuts):
    """The frontier over the entries, grown in pieces that end at the cuts."""
    frontier, hashes, start = tree.Frontier(), [tree.leaf_hash(entry) for entry in entries], 0
    for cut in (*cuts, len(hashes)):
        frontier, _ = tree.extend(frontier, hashes[start:cut])
        start = cut
    return frontier


@pytest.mark.parametrize("size", range(9))
def test_the_vectors_of_certificate_transparency(size):
    """The first eight trees have the roots that every other log computes."""
    assert ROOTS[size] == grown(LEAVES[:size]).root().hex()


def test_hashes_of_leaves_and_nodes_are_told_apart():
    """A leaf is hashed with 0x00 before it and a node with 0x01 (RFC 6962, section 2.1)."""
    assert hashlib.sha256(b"\x00abc").digest() == tree.leaf_hash(b"abc")
    assert hashlib.sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest() == tree.node_hash(
        b"l" * 32, b"r" * 32
    )


@given(st.lists(st.binary(max_size=3), max_size=70))
def test_the_root_is_the_recursive_definition_s(entries):
    """Growing entry by entry gives the root that the definition gives."""
    assert second_opinion.merkle_root(entries) == grown(entries).root()


@given(st.lists(st.binary(max_size=3), max_size=70), st.data())
def test_it_does_not_matter_in_what_pieces_a_tree_grows(entries, data):
    """One by one, all at once, or in any pieces: the same frontier."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(entries)), max_size=5)))

    assert grown(entries) == grown(entries, *cuts)
    assert grown(entries) == grown(entries, *range(len(entries)))


@given(st.integers(1, 300))
def test_each_node_is_handed_out_once_when_it_is_complete(size):
    """Appending hands out every complete node once, and the frontier can be found among them."""
    frontier, stored = tree.Frontier(), {}
    for seq in range(size):
        frontier, nodes = tree.append(frontier, tree.leaf_hash(bytes([seq % 256])))
        assert (0, seq) == (nodes[0].level, nodes[0].index)
        for node in nodes:
            assert (node.level, node.index) not in stored
            stored[node.level, node.index] = node.hash

    def nodes_of(level, index):
        return stored[level, index]

    assert {(level, index) for level in range(10) for index in range(size >> level)} == set(stored)
    assert frontier == tree.frontier_of(size, nodes_of)
    assert frontier.root() == proofs.root_of(size, nodes_of)


def test_extending_hands_out_the_nodes_that_appending_does():
    """A growth by many leaves gives rows of the same nodes as one leaf after another."""
    hashes = [tree.leaf_hash(entry) for entry in LEAVES]
    one_by_one = set()
    frontier, _ = tree.extend(tree.Frontier(), hashes[:3])
    _, rows = tree.extend(frontier, hashes[3:])
    for leaf in hashes[3:]:
        frontier, nodes = tree.append(frontier, leaf)
        one_by_one |= {(node.level, node.index, node.hash) for node in nodes}

    at_once = {
        (row.level, row.first + place, node)
        for row in rows
        for place, node in enumerate(row.hashes)
    }
    assert one_by_one == at_once


def test_the_empty_tree_has_a_root():
    """An empty log has the hash of nothing as its root (RFC 6962, section 2.1)."""
    assert hashlib.sha256(b"").digest() == tree.EMPTY_ROOT
    assert tree.EMPTY_ROOT == proofs.root_of(0, lambda _level, _index: b"")
    assert tree.Frontier() == tree.frontier_of(0, lambda _level, _index: b"")
