"""A business entry of the facts, as columns: the one reading of bodies and meetings.

A meeting that is cancelled is no meeting. Of a meeting of the executive of which nobody knows
whether it is private, neither the rules for open nor those for private meetings may hold, so the
entry has no start: the meeting is neither to come nor over.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, false, func, null, or_


def entry_columns(
    business: FromClause, body: FromClause, meeting: FromClause
) -> dict[str, ColumnElement[Any]]:
    """The fields of a business entry, from the rows of a business, its body and its meeting."""
    no_meeting = or_(meeting.c.cancelled, and_(body.c.executive, meeting.c.private.is_(None)))
    return {
        "body": business.c.body,
        "executive": body.c.executive,
        "private": func.coalesce(meeting.c.private, false()),
        "start": case((no_meeting, null()), else_=meeting.c.start),
        "ended": case((no_meeting, null()), else_=meeting.c.ended),
    }
