"""Responses collected elsewhere."""
