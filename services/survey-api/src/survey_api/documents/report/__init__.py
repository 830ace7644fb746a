"""A school's report: from a published profile and its instrument to what a template is filled with."""
