"""What a respondent's phone may read, and how its requests are read: nothing kept, nothing repeated."""
