"""Instrument documents: immutable once stored."""
