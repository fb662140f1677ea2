"""Many cases: what goes in, where it runs, how it ends, and what is seen of it."""
