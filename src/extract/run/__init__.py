"""One run: inbox, identity, plan, reading processes, object stores."""
