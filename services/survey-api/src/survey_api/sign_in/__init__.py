"""How people sign in: one-time links, sessions, and their district's identity provider."""
