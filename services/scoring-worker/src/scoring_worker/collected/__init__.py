"""Imports on the server: files of responses collected elsewhere, taken in whole or not at all."""
