"""Learning platforms: submissions out of their archives, points into the tables that they export."""
