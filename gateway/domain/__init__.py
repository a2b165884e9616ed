"""The words of the field as frozen values: facts, profiles, decisions, the register. No I/O."""
