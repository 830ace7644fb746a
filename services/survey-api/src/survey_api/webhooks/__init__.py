"""Webhooks: signed messages to addresses a district names, for what happens to its administrations."""
