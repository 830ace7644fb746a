"""The scoring worker: consumes completed-survey events, releases, scores and publishes profiles."""
