"""How the tests of casework give access by a finding, limit it, end it, and try to open it."""

from datetime import date
from typing import Any

from gateway.casework.content import ReleaseContent
from gateway.casework.findings import RecordFinding
from gateway.casework.grants import GrantAccess, RenewAccess, RevokeAccess
from gateway.casework.writer import Office
from gateway.domain.access import GrantForm, Lasts, RevocationForm
from gateway.domain.case_forms import FindingForm
from gateway.domain.requests import ReleasedContent
from tests.casework.asking import submit
from tests.casework.casing import SID, accept, take
from tests.casework.thornmere import BEN, CLOSED

WHY = "He left the panel."


def given(office: Office, paper: str = CLOSED, *, accepted: bool = True, **asked: Any) -> str:
    """The reference of a request of Ben's that was released because a need was found."""
    made = submit(office, BEN, paper, **{"purpose": "official_duty", **asked})
    found = FindingForm(finding="reasonably_necessary", value=True, words="He sits on the panel.")
    take(office, RecordFinding(by=SID, reference=made.reference, found=found))
    if accepted:
        accept(office, BEN, paper, made.reference)
    return made.reference


def opened(office: Office, reference: str, paper: str = CLOSED, **more: Any) -> ReleasedContent:
    """What Ben opens by his request."""
    command = ReleaseContent(by=BEN, document=paper, request=reference, **more)
    released: ReleasedContent = take(office, command)
    return released


def limit(
    reference: str, lasts: Lasts | None, until: date | None = None, by: str = SID, **more: Any
) -> GrantAccess:
    """Until when it lasts."""
    form = GrantForm(lasts=lasts, words="Until then.", until=until, **more)
    return GrantAccess(by=by, reference=reference, form=form)


def renew(
    reference: str, lasts: Lasts = "open", until: date | None = None, by: str = SID
) -> RenewAccess:
    """Access anew."""
    form = GrantForm(lasts=lasts, words="He sits there again.", until=until)
    return RenewAccess(by=by, reference=reference, form=form)


def revoke(reference: str, by: str = SID, **more: Any) -> RevokeAccess:
    """The end of access."""
    return RevokeAccess(by=by, reference=reference, form=RevocationForm(words=WHY, **more))
