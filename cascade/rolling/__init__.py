"""What stands above and below: lineage, readiness climbing upward, tracking by the calendar."""
