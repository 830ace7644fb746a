"""A school's part in an administration: eligible count, cards, replacements."""
