"""Printed lines to running text: line ends undone as a German reader would undo them.

`join_lines` is the function to call, `Vocabulary` the document's own words that it asks for evidence.
The rules and their order are in `rules`, the word lists in ``words.yaml``, the examples in ``cases.yaml``.
"""

from extract.german.hyphenation.join import join_lines, joined_text
from extract.german.hyphenation.vocabulary import Vocabulary

__all__ = ["Vocabulary", "join_lines", "joined_text"]
