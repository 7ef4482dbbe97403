"""Ground floor: small things that every room uses; this room knows nobody."""
