"""What both services look at before they start: judged here, read by them. Nothing in here does I/O."""
