"""Auditing: checking the log as it stands, and samples of past decisions made again."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.params import QueryParameter

from gateway.api.incoming import Format, Visit, limits
from gateway.api.log import Since, Until
from gateway.api.tables import page
from gateway.casework.log_checking import Checking, LogChecks
from gateway.casework.sample import AskedSample, Drawn, Sample, Seed, draw_sample
from gateway.domain.strict_json import LARGEST
from gateway.errors import NotFoundError

COLUMNS: Final = (
    "entry",
    "at",
    "sentence",
    "reference",
    "outcome",
    "again",
    "differences",
)


@post("/api/log/check", status_code=200, sync_to_thread=True)
def begin_check(request: Visit) -> Checking:
    """Check the whole log, or see how far the check is that goes on. It is recorded."""
    return checks_of(request).begin(request.user.person)


@get("/api/log/check", sync_to_thread=False)
def show_check(request: Visit) -> Checking:
    """How the latest check of the log stands."""
    found = checks_of(request).latest()
    if found is None:
        raise NotFoundError("Nobody has checked the log since the gateway was started.")
    return found


@get("/api/log/sample", sync_to_thread=True)
def show_sample(
    request: Visit,
    *,
    seed: Annotated[str, QueryParameter(**limits(Seed), description="Small letters and digits.")],
    size: Annotated[int, QueryParameter(ge=1, le=200)] = 20,
    since: Since = None,
    until: Until = None,
    among: Annotated[int | None, QueryParameter(ge=1, le=LARGEST)] = None,
    wanted: Format = None,
) -> Response[Sample]:
    """A sample of decisions, each made again. The same words draw the same one. It is recorded."""
    asked = AskedSample(seed=seed, size=size, since=since, until=until, among=among)
    found = draw_sample(request.office, by=request.user.person, asked=asked)
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=None, wanted=wanted)


def checks_of(request: Visit) -> LogChecks:
    """The checks of the log in this process."""
    checks: LogChecks = request.app.state.log_checks
    return checks


def _row(one: Drawn) -> dict[str, Any]:
    shown = {name: getattr(one, name) for name in COLUMNS}
    return {**shown, "differences": " ".join(one.differences)}
