"""Moment to Canvas; pure from outside."""
