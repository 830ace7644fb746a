"""Intake: sealed responses, stored in groups, acknowledged only when they are on disk."""
