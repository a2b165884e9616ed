"""Brings in what a council already keeps: its register of members and its documents."""
