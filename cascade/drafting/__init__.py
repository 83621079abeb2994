"""From what was read to what a person has confirmed: the draft of a cascade, and nothing issued yet."""
