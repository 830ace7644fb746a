"""Published documents turned into files: pure, without a database, in a process of its own.

Numbers come from the stored bytes of published profiles and summaries and from nothing else; an instrument's
document lends its wording. So nothing here can show what the disclosure engine has not let through.
"""
