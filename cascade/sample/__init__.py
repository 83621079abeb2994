"""Sample data: a district of real shape with invented schools and people, a whole country for measuring, and a story."""
