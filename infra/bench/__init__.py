"""Benchmarks (`make bench`): each runs in a throw-away installation and writes into build/bench.json."""
