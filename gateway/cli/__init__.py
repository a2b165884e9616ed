"""The `gateway` command: one file for each sub-command."""
