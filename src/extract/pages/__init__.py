"""The pages of a file as layouts: read by one or several processes, kept packed."""
