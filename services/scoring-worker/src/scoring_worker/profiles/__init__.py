"""From a school's answers to its documents: the published profile and, for one's own data, the statistics."""
