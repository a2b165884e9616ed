"""Pages: what people see in a browser. docs/pages.md says how one is made."""
