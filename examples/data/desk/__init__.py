"""A small helpdesk, simulated minute by minute in whole numbers: same seed, same bytes, on every machine."""
