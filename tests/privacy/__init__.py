"""The attacks of `make privacy`: what each adversary holds, what was tried, and what it gave."""
