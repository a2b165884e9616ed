"""Every proof holds for what it was made for, and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import proofs, tree
from gateway.errors import LogError
from tests.audit import second_opinion
from tests.audit.logs import stored_nodes
from tests.audit.test_tree import LEAVES, ROOTS

LARGEST = 70
ENTRIES = [seq.to_bytes(2, "big") for seq in range(LARGEST)]
HASHES = [tree.leaf_hash(entry) for entry in ENTRIES]
NODES = stored_nodes(ENTRIES)
ROOT = [second_opinion.merkle_root(ENTRIES[:size]) for size in range(LARGEST + 1)]


def altered(proof):
    """Every proof that differs from this one by a hash changed, left out, put in or moved."""
    for place in range(len(proof)):
        yield (*proof[:place], tree.leaf_hash(proof[place]), *proof[place + 1 :])
        yield (*proof[:place], *proof[place + 1 :])
        yield (*proof[:place], proof[place], *proof[place:])
    yield (*proof, bytes(32))
    yield (bytes(32), *proof)
    if proof != proof[::-1]:
        yield proof[::-1]


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_inclusion_proof_holds_and_no_altered_one_does(size):
    """For each entry of each tree the proof holds; no change of it or of its claim does."""
    for index in range(size):
        proof = proofs.inclusion_proof(index, size, NODES)
        assert proofs.inclusion_holds(index, size, HASHES[index], proof, ROOT[size])
        for wrong in altered(proof):
            assert not proofs.inclusion_holds(index, size, HASHES[index], wrong, ROOT[size])
        for other in {index - 1, index + 1, -1, size} - {index}:
            assert not proofs.inclusion_holds(other, size, HASHES[index], proof, ROOT[size])
        assert not proofs.inclusion_holds(index, size, bytes(32), proof, ROOT[size])
        assert not proofs.inclusion_holds(index, size, HASHES[index], proof, ROOT[size - 1])


@pytest.mark.parametrize("newer", range(LARGEST + 1))
def test_every_consistency_proof_holds_and_no_altered_one_does(newer):
    """For each pair of trees the proof holds; no change of it or of either root does."""
    for older in range(newer + 1):
        proof = proofs.consistency_proof(older, newer, NODES)
        assert proofs.consistency_holds(older, ROOT[older], newer, ROOT[newer], proof)
        for wrong in altered(proof):
            assert not proofs.consistency_holds(older, ROOT[older], newer, ROOT[newer], wrong)
        assert not proofs.consistency_holds(older, bytes(32), newer, ROOT[newer], proof)
        assert not proofs.consistency_holds(newer + 1, ROOT[older], newer, ROOT[newer], proof)
        assert not proofs.consistency_holds(-1, ROOT[older], newer, ROOT[newer], proof)
        if older:
            assert not proofs.consistency_holds(older, ROOT[older], newer, bytes(32), proof)


@pytest.mark.parametrize(("older", "newer"), [(1, 2), (3, 5), (4, 8), (6, 7), (8, 60)])
def test_a_proof_is_needed(older, newer):
    """Two different trees are never consistent without a proof."""
    assert not proofs.consistency_holds(older, ROOT[older], newer, ROOT[newer], ())


@given(st.data())
def test_a_proof_from_another_tree_does_not_hold(data):
    """A proof made for another entry or another size never holds."""
    size, other = (data.draw(st.integers(1, LARGEST)) for _ in range(2))
    index, elsewhere = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, other - 1))
    proof = proofs.inclusion_proof(elsewhere, other, NODES)

    holds = proofs.inclusion_holds(index, size, HASHES[index], proof, ROOT[size])
    assert holds == (proof == proofs.inclusion_proof(index, size, NODES))


def test_the_vectors_of_certificate_transparency():
    """Proofs that other logs' tests expect are the ones we make."""
    nodes = stored_nodes(LEAVES)
    hashes = [tree.leaf_hash(leaf) for leaf in LEAVES]
    expected = {
        (0, 8): (hashes[1], nodes(1, 1), nodes(2, 1)),
        (5, 8): (hashes[4], nodes(1, 3), nodes(2, 0)),
        (2, 3): (nodes(1, 0),),
        (1, 5): (hashes[0], nodes(1, 1), hashes[4]),
    }

    assert expected == {
        (index, size): proofs.inclusion_proof(index, size, nodes) for index, size in expected
    }
    assert (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ) == tuple(step.hex() for step in expected[0, 8])
    assert (nodes(2, 1),) == proofs.consistency_proof(4, 8, nodes)
    assert (nodes(1, 2), nodes(1, 3), nodes(2, 0)) == proofs.consistency_proof(6, 8, nodes)
    assert ROOTS[8] == proofs.root_of(8, nodes).hex()


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_no_proof_for_an_entry_that_is_not_there(index, size):
    """An index outside the tree is refused."""
    with pytest.raises(LogError):
        proofs.inclusion_proof(index, size, NODES)


@pytest.mark.parametrize(("older", "newer"), [(-1, 3), (4, 3)])
def test_no_proof_from_a_larger_tree_to_a_smaller(older, newer):
    """A log never shrinks."""
    with pytest.raises(LogError):
        proofs.consistency_proof(older, newer, NODES)


def test_a_proof_among_a_million_needs_few_look_ups():
    """No proof in a tree of a million entries looks up more than two nodes a level."""
    asked = []

    def nodes(level, index):
        asked.append((level, index))
        return bytes(32)

    for index in (0, 1, 524_287, 524_288, 777_777, 999_999):
        asked.clear()
        proofs.inclusion_proof(index, 1_000_000, nodes)
        assert len(asked) <= 40
        assert len(set(asked)) == len(asked)
