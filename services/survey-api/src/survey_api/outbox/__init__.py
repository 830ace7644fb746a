"""The outbox: what was written with the rows it speaks of is sent to the broker, once it can be reached."""
