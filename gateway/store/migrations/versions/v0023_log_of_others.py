"""An entry of the log that concerns who did it is found by what they did, and not once more."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Keep the others alone in the index of whom they concern."""
    op.execute("DROP INDEX ix_log_entries_person_seq")
    op.execute(
        "CREATE INDEX ix_log_entries_person_seq ON log_entries (person, seq) WHERE person != actor"
    )


def downgrade() -> None:
    """Put all entries into it."""
    op.execute("DROP INDEX ix_log_entries_person_seq")
    op.execute("CREATE INDEX ix_log_entries_person_seq ON log_entries (person, seq)")
