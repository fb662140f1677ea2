"""Frames to Draft to Clip."""
