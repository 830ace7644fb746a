"""The version of the rules and formulas behind every number; it changes when a number could."""

SCORING_VERSION = "1.1.0"
