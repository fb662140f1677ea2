"""Turn a CT or MR series into a vertical short video that teaches."""
