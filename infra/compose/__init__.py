"""Throughline in containers: what docker-compose.yml mounts and runs."""
