"""One file for each migration, with its SQL beside it."""
