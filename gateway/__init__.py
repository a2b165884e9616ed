"""The need-to-know gateway: decides which documents a councillor may see, and can prove it."""

__version__ = "0.1.0"
