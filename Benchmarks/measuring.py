"""Runs programs, and says what they took."""

import os
import statistics
import subprocess
import sys
import time

from repositories import ENVIRONMENT


class Outcome:
    """The end of one run: seconds by the clock and of all cores, peak memory in MB, status."""

    def __init__(self, command, folder, output=None, text=None):
        sink = open(output or os.devnull, "wb")
        source = open(text, "rb") if text else subprocess.DEVNULL
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env=ENVIRONMENT, stdin=source,
            stdout=sink, stderr=sink)
        # wait4 counts the program and the children that it waited for. Linux counts this process
        # too, as it was when it split: below `FLOOR` a peak is not known.
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        self.work = usage.ru_utime + usage.ru_stime
        process.returncode = self.status = os.waitstatus_to_exitcode(status)
        self.megabytes = usage.ru_maxrss / (1_024 if sys.platform == "linux" else 1_048_576)
        sink.close()
        if text:
            source.close()


FLOOR = Outcome(["true"], ".").megabytes


def measure(command, folder, runs, warm=1, text=None):
    """Median times and the highest peak of several runs, after some that do not count."""
    return measure_all([("", command)], folder, runs, warm, text)[0][1:]


def measure_all(commands, folder, runs, warm=1, text=None):
    """The same for several named commands, in turns: a machine that is slow for a while is so for all.

    Gives a name, seconds by the clock, seconds of all cores and megabytes for each.
    """
    outcomes = {name: [] for name, _ in commands}
    for run in range(warm + runs):
        for name, command in commands:
            outcome = Outcome(command, folder, text=text)
            if run >= warm:
                outcomes[name].append(outcome)
    return [(name, statistics.median(o.seconds for o in of),
             statistics.median(o.work for o in of), max(o.megabytes for o in of))
            for name, of in outcomes.items()]


def table(title, rows, reference):
    """Prints times, memory and what each takes as a multiple of `reference`."""
    print(f"\n{title}")
    print(f"  {'':<34}{'time':>14}{'CPU time':>14}{'peak':>12}")
    base = {name: seconds for name, seconds, _, _ in rows}[reference]
    for name, seconds, work, megabytes in rows:
        peak = f"{megabytes:.0f}" if megabytes > FLOOR + 1 else f"< {FLOOR + 1:.0f}"
        print(f"  {name:<34}{seconds * 1_000:>11.1f} ms{work * 1_000:>11.1f} ms{peak:>9} MB"
              f"{seconds / base:>9.2f} × {reference}", flush=True)


def verdict(name, ratio, limit):
    good = ratio <= limit
    print(f"  {name}: {ratio:.3f}, at most {limit} is asked: {'met' if good else 'NOT MET'}")
    return good
