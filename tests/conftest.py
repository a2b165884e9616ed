"""What holds for every test, and the databases that tests run on."""

import gc
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from gateway.api import evenly
from gateway.store import postgresql_driver
from tests.buckets import Buckets, serving
from tests.clamd import CLAMD, clamd
from tests.clamd import NONE as NO_CLAMD
from tests.databases import Databases, Files, Server, can_run, quickest, server
from tests.handed_over import everything_handed_over

settings.register_profile("gateway", deadline=None)  # a slow machine is not a broken promise
settings.load_profile("gateway")
structlog.configure(  # a trace in colour takes seconds
    processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
)

# thousands of refusals would wait; which ones do, test_evenly.py asks
evenly.STEP = evenly.LONG_STEP = 1e-6

WITHOUT = "GATEWAY_TESTS_WITHOUT_POSTGRESQL"
"""Say `yes` here on a machine for which there is no PostgreSQL server in a wheel."""


def pytest_configure() -> None:
    """Folders of tests are in memory if there is room: each commit would wait for the disk."""
    if memory := quickest():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is loaded for all tests stays: the collector need not look at it, now or at each test.

    It would take a sixth of the whole run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(2_000, 10, 10)
        gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _handed_over() -> Iterator[None]:
    """What is given to the writer, and what it gives, must be plain data: in every test."""
    with everything_handed_over():
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for databases runs on each kind, or on that of its `only_on` mark."""
    if "databases" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("only_on")
        kinds = mark.args if mark else (Files.kind, Server.kind)
        metafunc.parametrize("databases", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of our own."""
    if os.environ.get(WITHOUT) == "yes" and not can_run():
        pytest.skip("NOT TESTED ON POSTGRESQL: no server can run on this machine")
    with server() as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgresql_driver, "Connection", running.connections.take)
        yield running


@pytest.fixture(scope="session")
def buckets() -> Iterator[Buckets]:
    """An S3 server of our own."""
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def clamd_socket() -> Iterator[str]:
    """Where a real clamd listens. `.ci/run` installs one; elsewhere the gap is said."""
    if not CLAMD:
        pytest.skip(NO_CLAMD)
    with clamd() as path:
        yield path


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """The kind of database that the test runs on."""
    return request.getfixturevalue("postgresql") if request.param == Server.kind else Files()
