"""Published summaries of districts, served as they were written."""
