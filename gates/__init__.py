"""Long runs, started by hand: what they showed stands in docs/evidence.md."""
