"""Pictures as arrays: resample, mask, draw, text."""
