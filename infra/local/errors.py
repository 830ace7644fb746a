"""What can go wrong on one machine, said so that a person knows what to do next."""


class LocalError(Exception):
    """A part could not start or stopped by itself; the message names the part, the cause and the remedy."""
