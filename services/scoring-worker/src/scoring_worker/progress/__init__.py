"""Progress while the window is open: coarse on purpose, and written at one fixed hour a day."""
