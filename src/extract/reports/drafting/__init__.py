"""A profile for pages made alike, drafted from what repeats on them."""
