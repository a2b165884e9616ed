"""What may be seen, and by whom, asked of the database with the rules' own expressions."""
