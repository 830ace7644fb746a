"""The poster of a participation, to print and put up."""
