"""The screenwriter: facts, case, preset and platform to a Timeline; pure."""
