"""Second proofs: a code of about now, a picture without style, random recovery codes."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from gateway.identity.codes import (
    RECOVERY_CODES,
    STEP,
    in_groups,
    new_authenticator,
    new_recovery_codes,
    picture,
    recovery_hash,
    step_of,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FULL_WIDTH = "".join(chr(0xFF10 + digit) for digit in range(1, 7))
NUMBER = int(NOW.timestamp()) // STEP


def test_a_code_tells_its_step():
    """That of now, of the step before and of the one after; none further away."""
    secret = new_authenticator()
    made = pyotp.TOTP(secret)
    for aside, expected in ((-2, None), (-1, NUMBER - 1), (0, NUMBER), (1, NUMBER + 1), (2, None)):
        code = made.at(NOW + timedelta(seconds=aside * STEP))
        assert expected == step_of(secret, code, NOW)
        assert expected == step_of(secret, f"{code[:3]} {code[3:]}", NOW)


@pytest.mark.parametrize("code", ["", "0", "abcdef", FULL_WIDTH, "1234567", "-12345", "é"])
def test_what_is_no_code_tells_none(code):
    """Letters, other digits, too few or too many."""
    assert step_of(new_authenticator(), code, NOW) is None


def test_the_rfcs_own_example():
    """RFC 6238, appendix B, with its secret, cut to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert 1 == step_of(secret, "287082", datetime.fromtimestamp(59, UTC))


def test_the_picture_is_svg_without_style_or_script():
    """It shows under a policy that forbids both, and says what it is."""
    drawn = picture(new_authenticator(), name="ada", council='A <b> & "c"', title="A code")

    assert drawn.startswith("<svg")
    assert "<title>" in drawn
    assert not re.search(r"style=|<script|<style|href=| on[a-z]+=", drawn)


def test_recovery_codes_are_kept_as_hashes():
    """However they are typed; six digits are none."""
    codes = new_recovery_codes()

    assert RECOVERY_CODES == len({recovery_hash(code) for code in codes})
    assert recovery_hash(codes[0]) == recovery_hash(f" {codes[0].upper().replace('-', ' ')} ")
    assert all(recovery_hash(none) is None for none in ("", "123456", codes[0][:-1], "é" * 16))


def test_the_key_is_shown_in_groups():
    """So that somebody can type it."""
    assert "ABCD EFGH IJ" == in_groups("ABCDEFGHIJ")
