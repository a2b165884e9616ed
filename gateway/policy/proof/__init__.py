"""Proves promises about the rule book for all facts at once, with z3 (`gateway policy prove`).

Nothing that serves requests imports this package: z3 is a tool of those who write rules.
"""
