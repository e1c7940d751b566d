"""``entente sign``: what was asked and what is offered, checked, repaired and replayed, on one page."""
