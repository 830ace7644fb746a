"""Schools and eligible counts from a plain CSV file."""
