"""A synthetic district that answers over HTTP as phones would: `make demo`, and the first `make run`."""
