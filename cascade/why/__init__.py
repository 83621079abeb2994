"""Why it is red: one sentence with a cause, a consequence, a remedy and a name."""
