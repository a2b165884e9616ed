"""Who is asking: bearer tokens of people."""
