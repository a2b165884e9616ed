"""A sample of past decisions, each made again, for auditors."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import Visit
from gateway.casework.sample import AskedSample, Sample, draw_sample
from gateway.errors import InputError
from gateway.web.days import Day, day_in
from gateway.web.forms import REFUSED, Typed, fill
from gateway.web.links import address
from gateway.web.rendering import page
from gateway.web.terms import AGAIN, OUTCOME_TAGS

_MISSING: Final = {"seed": "Write a seed: any small letters and digits."}
Short = Annotated[str, QueryParameter(max_length=60)]


@get("/log/sample", include_in_schema=False, sync_to_thread=True)
def show_sample(
    request: Visit,
    *,
    seed: Annotated[str | None, QueryParameter(max_length=60)] = None,
    size: Short = "20",
    since: Day = "",
    until: Day = "",
    among: Short = "",
) -> Response[bytes]:
    """The form for a sample; below it the sample, once there is a seed."""
    asked = {
        "seed": seed or "",
        "size": size,
        "since": since,
        "until": until,
        "among": among,
    }
    typed = Typed({name: (value,) for name, value in asked.items()})
    if seed is None:
        return _page(request, typed)
    try:
        days = {name: day_in(asked[name], name) for name in ("since", "until")}
        wanted, errors = fill(AskedSample, typed, missing=_MISSING, **days)
        if wanted is None:
            return _page(request, typed, errors=errors, status=REFUSED)
        found = draw_sample(request.office, by=request.user.person, asked=wanted)
    except InputError as error:
        return _page(request, typed, errors={error.where or "form": error.detail}, status=REFUSED)
    same = {**asked, "among": str(found.among)}
    return _page(
        request,
        typed,
        sample=found,
        again=address("/log/sample", **same),
        files={form: address("/api/log/sample", **same, format=form) for form in ("csv", "json")},
    )


def _page(
    request: Visit, typed: Typed, *, sample: Sample | None = None, **how: Any
) -> Response[bytes]:
    return page(
        request,
        "sample.html",
        title="Draw a sample",
        typed=typed,
        sample=sample,
        words_of={"again": AGAIN, "outcome": OUTCOME_TAGS},
        **how,
    )
