"""What is published about a district and about a school among its schools, from published cores alone."""
