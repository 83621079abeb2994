"""What people do with their piece of work, and the counters it moves."""
