"""The same due dates with Python: numpy's busday_offset over all dates at once, and a loop over days with the package
`holidays`. The benchmark `clock` runs it:

    peer.py FIRST LAST

Written to stdout, one a line, tab-separated: `rate NAME DATES_A_SECOND`, `holiday DATE`, and for each day of receipt from
FIRST to LAST `due DATE DUE DUE_BY_ENGLAND_ALONE`.
"""

import sys
import time
from datetime import date, timedelta

try:
    import holidays
    import numpy
except ImportError as missing:
    sys.exit(f"{missing.name} is not installed for {sys.executable}: python3 -m venv DIR, "
             "DIR/bin/pip install numpy holidays, and FOI_BENCH_PYTHON=DIR/bin/python")

DAYS = 20
PARTS = ("ENG", "WLS", "SCT", "NIR")


def in_one_go(received, off, repeat):
    """With numpy: a receipt on a day that does not count is day zero all the same, hence backward."""
    received = numpy.array(received, dtype="datetime64[D]")
    calendar = numpy.busdaycalendar(holidays=numpy.array(sorted(off), dtype="datetime64[D]"))
    many = numpy.tile(received, repeat)
    started = time.perf_counter()
    due = numpy.busday_offset(many, DAYS, roll="backward", busdaycal=calendar)
    seconds = time.perf_counter() - started
    return due[: len(received)].astype(object), len(many) / seconds


def day_by_day(received, off):
    """With a loop, as most scripts do it."""
    started = time.perf_counter()
    due = [walk(day, off) for day in received]
    return due, len(received) / (time.perf_counter() - started)


def walk(day, off):
    left = DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in off
    return day


def main():
    first, last = (date.fromisoformat(text) for text in sys.argv[1:3])
    received = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    years = range(first.year, last.year + 2)  # a count may run into the next year
    parts = {part: holidays.UK(subdiv=part, years=years) for part in PARTS}
    union = sum(list(parts.values())[1:], parts["ENG"])
    due, vectorised = in_one_go(received, union, 100)
    walked, looped = day_by_day(received, union)
    english, _ = in_one_go(received, parts["ENG"], 1)
    assert list(due) == walked, "numpy and the loop differ"
    print(f"rate\tnumpy {numpy.__version__}, busday_offset over all dates at once\t{vectorised}")
    print(f"rate\tholidays {holidays.__version__}, a loop over days\t{looped}")
    for day in sorted(union):
        print(f"holiday\t{day}")
    for row in zip(received, due, english):
        print("due", *row, sep="\t")


main()
