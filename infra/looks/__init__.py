"""`make looks`: pictures of the report of six made-up schools, through the real system, to be looked at."""
