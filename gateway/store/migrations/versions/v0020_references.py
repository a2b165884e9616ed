"""References are drawn: the running numbers, from which others could be counted, are gone."""

from pathlib import Path

from alembic import op

from gateway.store.migrations import beside

revision = "0020"
down_revision = "0019"
_FIRST = str(Path(__file__).with_name("v0001_first.py"))


def upgrade() -> None:
    """Drop the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Make it as it first was; it counts on from the highest running number of each year."""
    made = (one for one in beside.statements(_FIRST) if "TABLE request_numbers " in one)
    op.execute(next(made))
    number = "CAST(substr(reference, 10) AS INTEGER)"
    op.execute(
        "INSERT INTO request_numbers (year, last) "  # noqa: S608  nothing of it comes from outside
        f"SELECT CAST(substr(reference, 5, 4) AS INTEGER), max({number}) "
        "FROM requests GROUP BY 1"
    )
