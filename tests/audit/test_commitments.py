"""A commitment proves a value to whoever has the salt, and says nothing to anybody else."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import commitments
from gateway.errors import LogError

SALTS = st.binary(min_size=32, max_size=32)


@given(SALTS, st.binary())
def test_a_commitment_is_hmac_sha256(salt, value):
    """Anybody can make the commitment again with a standard library (RFC 2104)."""
    expected = hmac.new(salt, value, hashlib.sha256).hexdigest()

    assert expected == commitments.commit(salt, value)
    assert commitments.opens(expected, salt, value)


@given(SALTS, SALTS, st.binary(), st.binary())
def test_another_value_or_salt_does_not_fit(salt, other_salt, value, other_value):
    """A commitment opens only with its own salt and value."""
    commitment = commitments.commit(salt, value)

    assert (value == other_value) == commitments.opens(commitment, salt, other_value)
    assert (salt == other_salt) == commitments.opens(commitment, other_salt, value)


@pytest.mark.parametrize("salt", [b"", b"x" * 31, b"x" * 33])
def test_a_salt_of_another_length_is_refused(salt):
    """A short salt could be guessed, so there is only one length."""
    with pytest.raises(LogError, match="32 bytes"):
        commitments.commit(salt, b"value")
    with pytest.raises(LogError, match="32 bytes"):
        commitments.opens("0" * 64, salt, b"value")


def test_a_commitment_that_is_not_one_does_not_fit():
    """Text that is not a commitment is simply not the right one."""
    assert not commitments.opens("Größe", bytes(32), b"value")
