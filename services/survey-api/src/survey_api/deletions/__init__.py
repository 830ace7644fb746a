"""Deleting an administration, or a district, for good: a dry run first, then all at once or nothing."""
