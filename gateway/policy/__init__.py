"""The rule book: strict reading, conditions, the decision and its grounds."""
