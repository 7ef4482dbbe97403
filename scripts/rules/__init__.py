"""What each rule is worth: every one is switched off in turn, and all documents are read without it."""
