"""What is owed soonest of a request is found in one step, however much is owed of others."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Put the index in the place of the shorter one."""
    op.execute("DROP INDEX ix_deadlines_about")
    op.execute(
        "CREATE INDEX ix_deadlines_about_state_late_from ON deadlines (about, state, late_from)"
    )


def downgrade() -> None:
    """Put the shorter one back."""
    op.execute("DROP INDEX ix_deadlines_about_state_late_from")
    op.execute("CREATE INDEX ix_deadlines_about ON deadlines (about)")
