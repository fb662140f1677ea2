"""Everything beside the clip: what is looked at, picked from and checked before and after."""
