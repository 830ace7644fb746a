"""Schools of a district."""
