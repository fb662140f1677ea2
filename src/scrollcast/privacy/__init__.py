"""The gate: what may be shown becomes a ClearedVolume."""
