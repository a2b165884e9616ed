"""The thirty bodies of the invented council, and its meetings around a day."""

from datetime import date, datetime, time, timedelta
from typing import Final, Literal, NamedTuple

from gateway.domain.register import Body, Meeting

Part = Literal["council", "executive", "scrutiny", "regulatory", "other"]


class Plan(NamedTuple):
    """A body to be: its id, name, what it is for, and how many councillors sit on it."""

    id: str
    name: str
    part: Part
    seats: int


PLANS: Final = (
    Plan("council", "Council", "council", 0),
    Plan("cabinet", "Cabinet", "executive", 10),
    Plan("cabinet-resources", "Cabinet (Resources) Panel", "executive", 6),
    Plan("cabinet-performance", "Cabinet (Performance) Panel", "executive", 5),
    Plan("scrutiny-board", "Scrutiny Board", "scrutiny", 12),
    Plan("scrutiny-children", "Children and Learning Scrutiny Panel", "scrutiny", 10),
    Plan("scrutiny-health", "Health and Care Scrutiny Panel", "scrutiny", 10),
    Plan("scrutiny-homes", "Homes and Neighbourhoods Scrutiny Panel", "scrutiny", 10),
    Plan("scrutiny-economy", "Economy and Growth Scrutiny Panel", "scrutiny", 10),
    Plan("scrutiny-climate", "Climate and Transport Scrutiny Panel", "scrutiny", 10),
    Plan("scrutiny-resources", "Resources and Equality Scrutiny Panel", "scrutiny", 10),
    Plan("planning", "Planning Committee", "regulatory", 12),
    Plan("licensing", "Licensing Committee", "regulatory", 12),
    Plan("licensing-a", "Licensing Sub-Committee A", "regulatory", 3),
    Plan("licensing-b", "Licensing Sub-Committee B", "regulatory", 3),
    Plan("regulatory", "Statutory Licensing Committee", "regulatory", 10),
    Plan("highways", "Rights of Way Committee", "regulatory", 6),
    Plan("audit", "Audit and Risk Committee", "other", 8),
    Plan("governance", "Governance and Ethics Committee", "other", 9),
    Plan("standards", "Standards Hearing Sub-Committee", "other", 3),
    Plan("appointments", "Senior Appointments Sub-Committee", "other", 5),
    Plan("appeals", "Staff Appeals Sub-Committee", "other", 5),
    Plan("pensions", "Pensions Committee", "other", 8),
    Plan("pensions-investment", "Investment Sub-Committee", "other", 5),
    Plan("parenting", "Corporate Parenting Board", "other", 8),
    Plan("wellbeing", "Health and Wellbeing Board", "other", 6),
    Plan("grants", "Community Grants Committee", "other", 7),
    Plan("petitions", "Petitions Committee", "other", 7),
    Plan("waste", "Joint Waste Committee", "other", 4),
    Plan("urgent", "Urgent Business Committee", "other", 7),
)


class Sitting(NamedTuple):
    """A meeting to be: which body, in how many days, at what hour, and whether in private."""

    body: str
    days: int
    hour: int
    private: bool = False
    cancelled: bool = False


SITTINGS: Final = (
    Sitting("council", -41, 18),
    Sitting("cabinet", -33, 17),
    Sitting("cabinet-resources", -26, 10, private=True),
    Sitting("scrutiny-board", -19, 18),
    Sitting("planning", -12, 14),
    Sitting("audit", -5, 14),
    Sitting("licensing", 0, 10),
    Sitting("scrutiny-health", 0, 18),
    Sitting("planning", 5, 14),
    Sitting("cabinet", 12, 17),
    Sitting("cabinet-resources", 19, 10, private=True),
    Sitting("appointments", 26, 10, cancelled=True),
)
COMING: Final = "meeting-09"
"""The meeting to come whose closed papers the guide asks for."""
_FRIDAY: Final = 4
_LENGTH: Final = timedelta(hours=2, minutes=15)


def bodies() -> tuple[Body, ...]:
    """All bodies; the executive's and scrutiny's are marked."""
    return tuple(
        Body(
            id=plan.id,
            name=plan.name,
            executive=plan.part == "executive",
            scrutiny=plan.part == "scrutiny",
        )
        for plan in PLANS
    )


def meetings(today: date) -> tuple[Meeting, ...]:
    """Six meetings that are over, two today and four to come, one of them cancelled."""
    held = []
    for number, sitting in enumerate(SITTINGS, start=1):
        start = datetime.combine(_working_day(today, sitting.days), time(sitting.hour))
        held.append(
            Meeting(
                id=f"meeting-{number:02}",
                body=sitting.body,
                start=start,
                ended=start + _LENGTH if sitting.days < 0 else None,
                private=sitting.private,
                cancelled=sitting.cancelled,
            )
        )
    return tuple(held)


def _working_day(today: date, days: int) -> date:
    """The day so many days from today, or the Monday after it; today is today, even on a Sunday."""
    day = today + timedelta(days=days)
    on_weekend = max(0, day.weekday() - _FRIDAY)
    return day + timedelta(days=3 - on_weekend) if days and on_weekend else day
