"""The JSON API: one file per noun, and the door through which every request comes."""
