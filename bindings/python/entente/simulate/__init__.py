"""``entente simulate``: a contract played before it is signed, or on a log."""
