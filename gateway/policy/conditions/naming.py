"""How a file of conditions gives each expression its name."""

from gateway.policy.expressions import Expression, Named


def named(namespace: dict[str, object]) -> dict[str, Named]:
    """The upper-case `Named` expressions of a module, by their names."""
    return {
        value.name: value
        for key, value in namespace.items()
        if key.isupper() and isinstance(value, Named)
    }


def condition(name: str, expression: Expression) -> Named:
    """An expression under the name by which rows ask for it."""
    return Named(name, expression)
