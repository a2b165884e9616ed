"""Everything that somebody can read, over the API and on pages, address by address."""

import re
from http import HTTPStatus
from typing import Any, Final

from litestar.testing import TestClient

from gateway.policy.life.routes import ROUTES
from tests.api.town import Town

_NOT_LOOKED_AT: Final = (
    "GET /api/log",
    "GET /log",
    "GET /api/schema",
    "GET /drafts",
    "GET /sessions",
)
READING: Final = tuple(
    call
    for call, route in ROUTES.items()
    if call.startswith("GET ")
    and "anybody" not in route.roles
    and not call.startswith(_NOT_LOOKED_AT)
)
"""Every address that reads for those who are signed in, but what tells of nobody's requests.

Reading the log makes entries: it is tried by itself.
"""
READING_API: Final = tuple(call for call in READING if call.startswith("GET /api/"))
_PAGES: Final = {
    "GET /api/requests": ("?limit=1", "?limit=200", "?sort=oldest&limit=1"),
    "GET /api/cases": (
        *("?limit=1", "?limit=200", "?sort=newest&limit=1", "?show=all&limit=1"),
        *("?show=all&limit=200", "?show=decided&limit=200", "?show=all&sort=due&limit=1"),
    ),
    "GET /cases": ("", "?show=decided", "?show=all"),
    "GET /api/disputes": ("?limit=1", "?limit=200"),
    "GET /api/deadlines": ("?limit=1", "?limit=200", "?state=paused"),
    "GET /api/notices": ("?limit=1", "?limit=200"),
    "GET /api/statistics": ("?quarter=2026-Q3",),
}
"""The pages of a list that are looked at."""
_PASSING: Final = re.compile(
    r'DTSTAMP:\w+|"instance":"[^"]*"|(?<=^\{)"entry":\d+'
    r"|The clock shows [^<\"]*|\d+ GiB are free|The newest \d+ of \d+ entries"
    r"|\(D:\d{14}Z\)|/ID\[[^\]]*\]|(?<=Date>)[^<]+|(?<=InstanceID>)[^<]+"
)
"""What differs from one answer to the next.

The third is the record of a look at copies. The next three are what the doctor finds, the last of
them how long the log is, whatever it holds. Those after it say when a letter was written as PDF.
"""


_NOTHING: Final = "0" * 32


class _Places(dict[str, str]):
    """What fills the addresses; whatever else they name is the id of nothing."""

    def __missing__(self, name: str) -> str:
        """The id of nothing."""
        return _NOTHING


def filled(path: str, **places: str) -> str:
    """An address with its places filled."""
    return path.format_map(_Places(places))


class Eyes:
    """What each address shows to somebody of the town. `places` fill the addresses.

    Pages are made of what the API tells, by the same calls: one kind of database shows them.
    """

    def __init__(self, town: Town, client: TestClient[Any], **places: str) -> None:
        self.town = town
        self.calls = READING if town.settings.database_url.startswith("sqlite") else READING_API
        self.client = client
        self.places = places
        self._feeds: dict[str, str] = {}

    def sees(self, who: str) -> dict[str, list[tuple[int, str]]]:
        """The status and the body of each page of every address that reads."""
        return {call: self._pages(who, call) for call in self.calls}

    def _pages(self, who: str, call: str) -> list[tuple[int, str]]:
        path = filled(call.removeprefix("GET "), **self.places, secret=self._feed(who))
        pages = [path + asked for asked in _PAGES.get(call, ("",))]
        answers = [self.client.get(page, headers=self.town.sign(who)) for page in pages]
        assert not [one for one in answers if one.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR]
        return [(one.status_code, _PASSING.sub("", one.text)) for one in answers]

    def _feed(self, who: str) -> str:
        """The secret address of their calendar, made once; whoever has left can have none."""
        if who not in self._feeds:
            made = self.client.post("/api/calendar-feed", headers=self.town.sign(who))
            assert made.status_code in {HTTPStatus.CREATED, HTTPStatus.UNAUTHORIZED}, made.text
            self._feeds[who] = made.json().get("address", _NOTHING).rpartition("/")[2]
        return self._feeds[who]
