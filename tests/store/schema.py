"""The form of a database, as the database itself tells it."""

import re

from sqlalchemy import Engine

Schema = dict[tuple[str, str], str]
_ASK = {
    "sqlite": "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'",
    "postgresql": """
        SELECT 'column', attrelid::regclass || '.' || attname,
            concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                attcollation::regcollation, pg_get_expr(adbin, adrelid))
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
            AND relkind = 'r') AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
        UNION ALL
        SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT 'function', proname, pg_get_functiondef(oid)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """,
}


def schema_of(engine: Engine) -> Schema:
    """Every table, index, trigger and so on by kind and name, without what Alembic keeps."""
    with engine.connect() as connection:
        return {
            (kind, name): re.sub(r"\s+", " " if kind == "function" else "", text)
            for kind, name, text in connection.exec_driver_sql(_ASK[engine.name])
            if "alembic_version" not in name
        }
