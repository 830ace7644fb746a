"""Anonymous passes: RFC 9474 blind RSA signatures, one file per role, and access codes."""
