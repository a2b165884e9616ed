"""Keys of pages: the number of an entry, or a refusal in one sentence."""

import pytest

from gateway.casework.page_keys import entry_in
from gateway.errors import InputError


def test_a_key_is_the_number_of_an_entry():
    """As the page gave it."""
    assert 1204 == entry_in("1204")


@pytest.mark.parametrize("key", ["", "-1", "1.5", "one", "1" * 16, "12x"])
def test_what_no_page_gave_is_refused(key):
    """The caller is told which parameter is wrong."""
    with pytest.raises(InputError, match="not the key of a page") as refused:
        entry_in(key)
    assert "after" == refused.value.where
