"""The clocks of section 9.7: which are given, and when each is due."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from tests.reference.conditions import holds

_LONDON = ZoneInfo("Europe/London")
_BANK_HOLIDAYS = {
    2024: "1 Jan, 29 Mar, 1 Apr, 6 May, 27 May, 26 Aug, 25 Dec, 26 Dec",
    2025: "1 Jan, 18 Apr, 21 Apr, 5 May, 26 May, 25 Aug, 25 Dec, 26 Dec",
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
    2028: "3 Jan, 14 Apr, 17 Apr, 1 May, 29 May, 28 Aug, 25 Dec, 26 Dec",
}
_MONTHS = ("Jan", "Mar", "Apr", "May", "Aug", "Dec")
_MONTH_NUMBERS = dict(zip(_MONTHS, (1, 3, 4, 5, 8, 12), strict=True))
CLOCK_IDS = {"response": ("OXF-23.5",)}


def _bank_holidays():
    for year, days in _BANK_HOLIDAYS.items():
        for text in days.split(", "):
            day, month = text.split()
            yield date(year, _MONTH_NUMBERS[month], int(day))


BANK_HOLIDAYS = frozenset(_bank_holidays())


def working_day_from(day, count):
    """The working day so many working days after a day, or before it where `count` is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if day.weekday() < 5 and day not in BANK_HOLIDAYS:
            left -= 1
    return day


def _a_day_later(moment):
    """24 elapsed hours after a local moment: to UTC, on by 24 hours, and back."""
    later = moment.replace(tzinfo=_LONDON).astimezone(UTC) + timedelta(hours=24)
    return later.astimezone(_LONDON).replace(tzinfo=None, fold=0)


def _private_meetings_and_decisions(case):
    for entry in case.segment.business:
        if entry.executive and entry.private and case.over(entry):
            yield _a_day_later(entry.ended or entry.start)
    if case.decision_made():
        yield _a_day_later(case.segment.executive_decision.made)


def clocks(facts, cases):
    """The clocks of a request: name to date or date-time, the earliest of several as written."""
    requester, request = facts.requester, facts.request
    if request.type != "access" or requester.kind == "public" or requester.standing != "current":
        return {}
    due = {name: [] for name in ("response", "meeting", "reg16_before", "reg16_after", "reg17")}
    days = cases[0].profile["response_working_days"]
    if days:
        due["response"].append(working_day_from(request.received or facts.now.date(), days))
    for case in cases:
        if holds("held_elsewhere", case):
            continue
        to_come = [entry for entry in case.segment.business if case.to_come(entry)]
        if holds("s100f_link", case):
            due["meeting"] += [entry.start for entry in to_come if not entry.executive]
        if holds("reg16_before", case):
            due["reg16_before"] += [
                working_day_from(entry.start.date(), -6)
                for entry in to_come
                if entry.executive and not entry.private
            ]
        if holds("reg16_after", case):
            due["reg16_after"] += _private_meetings_and_decisions(case)
        if holds("reg17_link", case) and request.received_by_executive is not None:
            due["reg17"].append(working_day_from(request.received_by_executive, 10))
    return {name: min(moments) for name, moments in due.items() if moments}
