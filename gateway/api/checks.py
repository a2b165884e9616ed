"""Checks: an officer asks whether a document may be disclosed. Nothing is released."""

from litestar import post
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from gateway.api.explaining import explain
from gateway.api.incoming import IdempotencyKey, Visit
from gateway.casework.checks import MakeCheck
from gateway.domain.requests import AskedCheck, CheckAnswer


@post("/api/checks", status_code=HTTP_200_OK)
async def make_check(
    data: JSONBody[AskedCheck], request: Visit, idempotency_key: IdempotencyKey = None
) -> CheckAnswer:
    """May I disclose this to that councillor, or to that audience? The question is recorded."""
    command = MakeCheck(by=request.user.person, asked=data, key=idempotency_key)
    return await explain(request.office, await request.office.carry_out(command))
