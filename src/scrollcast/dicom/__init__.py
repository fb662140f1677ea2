"""Source to Series to Volume; the only door to pydicom."""
