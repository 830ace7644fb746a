"""Passes: who holds an access code gets one blind signature, and nobody can tell later which."""
