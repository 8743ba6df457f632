"""Every reference under many draws of the inputs: none may lose a point.

    python -m bench.seeds [ASSIGNMENT …] [--seeds 1000] [--jobs 2]

A right answer that fails once in a thousand students is a wrong mark for somebody; this finds bounds that are too
tight. It takes about a minute per thousand draws, assignment and core, and is no part of the tests.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path

from grader.batch.cores import available_cores
from grader.config import find_course, load_course
from grader.validate.subject import references
from grader.validate.trial_run import grade_subjects, open_engine


def main() -> None:
    """Grade, count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=available_cores())
    arguments = parser.parse_args()
    course = load_course(find_course(Path()))
    opening = partial(open_engine, course.isolation, arguments.jobs)
    total = 0
    for assignment in course.assignments:
        if arguments.assignments and assignment.name not in arguments.assignments:
            continue
        start = time.perf_counter()
        reports = grade_subjects(course, list(references(assignment, arguments.seeds)), opening, lambda _: None)
        failures = [(subject, check) for subject, found in reports.items() for check in found.fired]
        for subject, check in failures:
            print(f"  {subject.name}: {check.name} {check.outcome}: {check.message}")
        seconds = time.perf_counter() - start
        print(f"{assignment.name}: {len(failures)} failures under {len(reports)} seeds, {seconds:.0f} s")
        total += len(failures)
    raise SystemExit(bool(total))


if __name__ == "__main__":
    main()
