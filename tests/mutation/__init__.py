"""Mutation testing of the statistics: does some test notice when a formula is changed? Run by hand."""
