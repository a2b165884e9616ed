"""What the rules ask of papers, answered for all papers beforehand and kept in memory."""
