"""Sending notices by mail: the message, and the way to the mail server. Knows no casework."""
