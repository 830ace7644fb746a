"""Published school profiles, served as they were written."""
