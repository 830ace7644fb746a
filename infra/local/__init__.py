"""Throughline on one machine: real PostgreSQL and NATS from their wheels, the API and the worker."""
