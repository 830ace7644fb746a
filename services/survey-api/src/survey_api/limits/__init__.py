"""Limits on the anonymous routes: how often one may fail, and how long a body may be."""
