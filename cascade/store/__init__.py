"""Every select, by noun. Nothing here decides; nothing outside it queries."""
