"""What runs Throughline on machines: the one-machine supervisor, the demonstration, containers."""
