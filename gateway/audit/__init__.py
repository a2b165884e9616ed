"""The verifiable log: entries, their tree, signed checkpoints, exports and the checks. No I/O."""
