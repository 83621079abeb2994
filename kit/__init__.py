"""What knows Python and Việt Nam, and nothing of this application."""
