"""A school over the years, put together from its published profiles alone."""
