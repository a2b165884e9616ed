"""What holds for every test."""

from hypothesis import settings

settings.register_profile("gateway", deadline=None)  # a slow machine is not a broken promise
settings.load_profile("gateway")
