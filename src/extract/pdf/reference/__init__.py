"""The second reader, over pdfplumber: pages the first one is unsure of, and the oracle of the tests."""
