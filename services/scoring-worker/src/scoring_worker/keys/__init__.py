"""Second copies of keys: made, restored and destroyed by a person (docs/operations.md)."""
