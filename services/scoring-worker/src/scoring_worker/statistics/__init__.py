"""Everything at full precision, for research on one's own data: `statistics.json`. Never published."""
