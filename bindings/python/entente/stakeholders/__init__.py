"""The people's side of a log: from tickets and contacts to who should speak with whom."""
