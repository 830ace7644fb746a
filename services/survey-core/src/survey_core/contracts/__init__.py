"""Contracts between services and with the outside: events and the published profile."""
