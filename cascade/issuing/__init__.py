"""From a confirmed order to a frozen tree, expected counts and opened unit tasks."""
