"""The feed of changes: the newest state of everything published, in the order in which it became so."""
