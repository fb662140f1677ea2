"""The nouns: frozen, validated, and free of every library but numpy."""
