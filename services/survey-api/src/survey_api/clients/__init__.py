"""API clients: programs that fetch short-lived tokens with an id and a secret."""
