"""New York City's published teacher survey of 2011 beside what Throughline makes of the same answers."""
