"""How the time for a text grows with its length, judged by a ratio within one run."""

import time

QUICK_SECONDS = 0.1  # Below this, the noise of a machine is larger than what is measured.
GROWTH_MAX = 10  # Four times the text takes four times as long, or sixteen times when quadratic.
TRIES = 6


def grows_like_the_text(work, text_of, size):
    """Whether `work(text_of(size))` takes about four times as long as for a quarter of `size`.

    The text is built anew for the smaller size, so that both have the same shape. The shortest
    of several tries counts for each size, since a busy machine can only make one take longer.
    """
    large, small = [], []
    for _ in range(TRIES):
        large.append(_seconds(work, text_of(size)))
        if min(large) < QUICK_SECONDS:
            return True
        small.append(_seconds(work, text_of(size // 4)))
        if min(large) < GROWTH_MAX * min(small):
            return True
    return False


def _seconds(work, text):
    started = time.process_time()
    work(text)
    return time.process_time() - started
