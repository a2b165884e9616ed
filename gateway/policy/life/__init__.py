"""The life of a request: who may take which step when, and what follows. Pure."""
