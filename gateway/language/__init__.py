"""The languages in which people are spoken to: English is written, other languages translate it."""
