"""Ids of ours that begin with the time, for rows of which many are added.

What is added together stands together then, and the database writes fewer pages for it.
"""

import secrets
from datetime import datetime
from typing import Final

_TIME_DIGITS: Final = 12
_RANDOM_BYTES: Final = 10


def id_at(moment: datetime) -> str:
    """A new id: 32 hexadecimal digits, of which the first 12 are the moment's milliseconds.

    The rest is random, so that no id follows from another (as in RFC 9562, section 5.7).
    """
    milliseconds = int(moment.timestamp() * 1000)
    return f"{milliseconds:0{_TIME_DIGITS}x}{secrets.token_hex(_RANDOM_BYTES)}"
