"""The synthetic series that needs no data."""
