"""People who run surveys and read results: who they are, and what their role lets them do."""
