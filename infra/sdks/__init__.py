"""The generated halves of the clients in sdks/: made of docs/openapi.json, and compared with it."""
