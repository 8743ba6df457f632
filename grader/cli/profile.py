"""`grader grade --profile`: where the time of a run went, in a table and, by submission, in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.batch.run_record import Run
from grader.cli.terminal import tell
from grader.report import write_atomically
from grader.stages import STAGES

FILE = "profile.csv"


def show_profile(run: Run, reports: Path) -> None:
    """Print the table on stderr, and write the file beside the reports; or say why there is nothing to show."""
    if run.seconds_by_stage:
        write(run.seconds_by_stage, reports)
    for line in lines(run.seconds_by_stage, reports):
        tell(line)


def lines(seconds: Mapping[str, Mapping[str, float]], reports: Path) -> Iterator[str]:
    """The table: each stage in sum, by submission, and its share."""
    if not seconds:
        yield "No profile: nothing was graded. With --force everything is graded again."
        return
    sums = {stage: sum(each.get(stage, 0.0) for each in seconds.values()) for stage in STAGES}
    total = sum(sums.values()) or 1.0
    yield ""
    yield f"{'stage':<9}{'in sum':>10}{'each':>11}{'share':>7}"
    for stage, told in STAGES.items():
        each = 1e3 * sums[stage] / len(seconds)
        yield f"{stage:<9}{sums[stage]:>8.2f} s{each:>8.2f} ms{sums[stage] / total:>7.0%}  {told}"
    yield f"{'together':<9}{total:>8.2f} s{1e3 * total / len(seconds):>8.2f} ms{'':>7}  by submission: {reports / FILE}"


def write(seconds: Mapping[str, Mapping[str, float]], reports: Path) -> None:
    """One row per submission: seconds of each stage. Names are those of files, which no student can steer."""
    rows = [",".join(["submission", *STAGES])]
    for name, each in sorted(seconds.items()):
        rows.append(",".join([name, *(f"{each.get(stage, 0.0):.6f}" for stage in STAGES)]))
    write_atomically(reports / FILE, "".join(f"{row}\n" for row in rows).encode())
