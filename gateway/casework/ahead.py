"""What the first question or command would wait for, read before it comes."""

from msgspec import Struct

from gateway.casework.calendars import calendar_of
from gateway.casework.turn import Reading, Turn


def read_ahead(reading: Reading) -> None:
    """Have the rule book and the calendar ready. Raises BusyError when they cannot be used."""
    _ = reading.rule_book, calendar_of(reading)


class ReadAhead(Struct, frozen=True):
    """The same for the writer, as a command that changes nothing."""

    def carry_out(self, turn: Turn) -> None:
        """Read it."""
        read_ahead(turn)
