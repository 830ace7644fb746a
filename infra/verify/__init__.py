"""The standalone verifier of published records; the program imports nothing from here."""
