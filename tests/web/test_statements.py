"""The statement of reasons as a page: for who acts in the case, who asked, and the committee."""

import msgspec
import pytest
from litestar.testing import TestClient

from gateway.app import app_of
from gateway.settings import Settings
from tests.api.signing_in import Begin
from tests.casework.test_statements import (
    BEN,
    CLEO,
    EVE,
    read,
    refused,
    scrutiny,  # noqa: F401  a fixture
)
from tests.casework.thornmere import thornmere
from tests.store.borough import id_of

ADDRESS = "http://thornmere.test"
EXA = id_of("Exa")


@pytest.fixture
def town(databases, tmp_path):
    """A small council with people and papers."""
    town = thornmere(tmp_path / "data", databases)
    yield town
    town.close()


def test_each_reads_it_where_they_are(scrutiny):  # noqa: F811  the fixture
    """The officer from the case, who asked from their request; the same words as the API's."""
    with scrutiny.office() as office:
        reference = refused(office)
        said = read(office, EXA, reference).text
        settings = msgspec.structs.replace(
            Settings(data=scrutiny.data, database_url=scrutiny.url),
            allowed_hosts=("thornmere.test",),
        )
        browser = TestClient(app_of(office, settings), base_url=ADDRESS)
        browser.headers["Accept"] = "text/html"

        def opened(person: str, path: str):
            secret = office.carry_out_now(Begin(person)).secret
            browser.cookies.set("session", secret, domain="thornmere.test", path="/")
            return browser.get(path, follow_redirects=False)

        for person, pages in ((EXA, f"/cases/{reference}"), (BEN, f"/requests/{reference}")):
            assert f'href="{pages}/statement"' in opened(person, pages).text
            page = opened(person, f"{pages}/statement")
            assert (200, True) == (page.status_code, said.splitlines()[0] in page.text)
        assert 200 == opened(EVE, f"/requests/{reference}/statement").status_code
        assert 404 == opened(CLEO, f"/requests/{reference}/statement").status_code
