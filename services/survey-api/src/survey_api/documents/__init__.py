"""Printed pages: posters, cards and reports as tagged PDF, set by typst from data in memory (ADR 0022)."""
