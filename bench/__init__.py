"""The table of what the product must reach: its own calls timed beside the bare driver, in one run, as ratios."""
