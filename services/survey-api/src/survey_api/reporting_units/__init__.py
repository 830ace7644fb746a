"""Schools of one administration that answer and are published together, while it is a draft."""
