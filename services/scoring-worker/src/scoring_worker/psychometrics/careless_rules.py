"""When a line of answers looks as if nobody read the questions: the rules that need one line only.

No numpy here: a release counts with these rules while the lines are still whole, in a process that loads as
little as it can. `careless` has the same rules for many lines at once; a test compares the two.

Every rule errs on the side of trust: a faculty that agrees may honestly choose the same answer many times. A
flag is a reason to look, never a reason to drop a line.
"""

from collections.abc import Sequence
from itertools import groupby

FEWEST_ANSWERS = 15
"""Nobody who answered fewer items is judged by these rules, and no shorter run is long.

Our own limit: on 14 to 20 statements worded the same way between 9 and 20 % of real respondents give half of
their answers in one run. Even someone who repeats the last answer four times out of five gives fifteen equal
ones in a given place with a chance of 4 %.
"""

RUN_SHARE = 2
"""A run is long from one in this many of the answered items on: half, Curran's rule of thumb.

Source:
    Curran (2016), J. Exp. Soc. Psychol. 66, 4-19.
"""


def is_flagged(line: Sequence[int]) -> bool:
    """Whether a line holds a long run, or no variation at all.

    Args:
        line: answers in the order of the questionnaire, before reversal, 0 = not answered. What was not
            answered ends a run.
    """
    answered = [answer for answer in line if answer]
    if len(answered) < FEWEST_ANSWERS:
        return False
    longest = max(len(list(run)) for answer, run in groupby(line) if answer)
    return len(set(answered)) == 1 or (longest >= FEWEST_ANSWERS and RUN_SHARE * longest >= len(answered))
