"""One wave: an instrument, a window, schools and a policy."""
