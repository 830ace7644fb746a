"""Publishing: from the stored blocks of a shredded participation to a revision of its school's profile."""
