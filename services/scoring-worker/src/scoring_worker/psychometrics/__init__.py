"""The statistics of one faculty's answers: pure functions of arrays and counts (numpy and scipy only)."""
