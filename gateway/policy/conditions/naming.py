"""How a file of conditions gives each expression its name."""

from gateway.policy.expressions import Expression, Named


def named(namespace: dict[str, object], of_items: tuple[Named, ...] = ()) -> dict[str, Named]:
    """The upper-case `Named` expressions of a module, by their names.

    Not those `of_items`: they speak of one item (an entry, a tag), a row of the whole segment.
    """
    return {
        value.name: value
        for key, value in namespace.items()
        if key.isupper() and isinstance(value, Named) and value not in of_items
    }


def condition(name: str, expression: Expression) -> Named:
    """An expression under the name by which rows ask for it."""
    return Named(name, expression)
