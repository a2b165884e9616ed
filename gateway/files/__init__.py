"""Files of documents: looked at, shown as pages, cut into parts, covered, copied for a person."""
