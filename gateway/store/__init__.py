"""What is kept: tables, the database, facts read from rows, the log's rows, migrations."""
