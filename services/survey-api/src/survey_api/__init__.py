"""The REST API: administration, respondent intake, published profiles."""
