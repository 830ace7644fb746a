"""The audit log, for reading. It is written where things are done (survey_api.access.trail)."""
