"""OAuth 2.0 for programs: client credentials, revocation, key set and metadata."""
