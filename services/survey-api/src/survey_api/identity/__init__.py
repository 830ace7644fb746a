"""A district's own identity provider: how it is set, asked and believed (OpenID Connect)."""
