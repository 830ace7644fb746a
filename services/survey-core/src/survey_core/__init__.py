"""The shared language of Throughline: instruments, passes, sealing, disclosure, tables, contracts."""
