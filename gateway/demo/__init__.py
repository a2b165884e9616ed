"""An invented council, as large and as untidy as a real one. Nobody and nothing in it is real."""
