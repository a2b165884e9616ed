"""The migrations, in the order in which they are applied; `gateway.store.migrate` runs them."""
