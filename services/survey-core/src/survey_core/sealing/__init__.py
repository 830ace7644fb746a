"""Sealed responses: manifest, pin, check words, HPKE, plaintext, receipts and the record."""
