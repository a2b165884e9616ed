"""What was only read is told apart from what was downloaded, which can be asked back."""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column. Until now nothing told them apart: all there is counts as downloaded."""
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE copies ADD COLUMN downloaded {kind}")
    op.execute(
        "UPDATE copies SET downloaded = "
        "(SELECT min(entry) FROM copy_fetches WHERE copy_fetches.copy = copies.id)"
    )


def downgrade() -> None:
    """Take it away."""
    op.execute("ALTER TABLE copies DROP COLUMN downloaded")
