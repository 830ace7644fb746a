"""Links to one published profile, for people without any access: made, listed, ended, and read."""
