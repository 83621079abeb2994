"""Killing it: long tests that end processes with kill -9 at any moment and look at what is left."""
