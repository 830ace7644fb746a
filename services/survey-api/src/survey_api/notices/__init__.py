"""Telling the leaders of a school, once, that its profile can be read; no message holds any results."""
