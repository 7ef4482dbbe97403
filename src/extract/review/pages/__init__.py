"""The review as pages: what they show, how they are written, and the texts in two languages."""
