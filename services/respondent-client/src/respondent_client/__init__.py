"""The respondent's side of the protocol over HTTP, for the demo, tests and load tools."""
