"""Release: open sealed responses, write them sorted and unlinked, destroy the keys.

Nothing here is imported by the rest of the worker except what starts the opener process and finds its work:
plaintext exists only in that process.
"""
