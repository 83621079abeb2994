"""The next period of work that comes again: which, when, for whom anew; issued as a cascade of its own."""
