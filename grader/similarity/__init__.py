"""Which notebooks are more alike than the assignment explains: a lead for a person, never a verdict.

Code cells become streams of symbols that do not change when names, numbers, strings, comments, line breaks or the
order of cells do (`tokens`). Streams become fingerprints by winnowing (`winnowing`; Schleimer, Wilkerson and Aiken,
2003), those of the released notebook are left out, and pairs are ranked by what they share and few others have
(`ranking`). `page` shows them side by side.
"""

from grader.similarity.ranking import rank
from grader.similarity.winnowing import fingerprint

__all__ = ["fingerprint", "rank"]
