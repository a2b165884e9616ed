"""Addresses of pages with what is asked in them."""

from urllib.parse import urlencode


def address(path: str, **asked: str | None) -> str:
    """The path, and after it what is asked, without what is empty."""
    given = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
