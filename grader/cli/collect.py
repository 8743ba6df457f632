"""`grader collect`: a platform's archive in, submissions/<assignment>/<student>.ipynb and a manifest out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from grader.cli.exit_codes import ExitCode
from grader.cli.gradebook import write
from grader.cli.release import chosen
from grader.cli.terminal import bounded, safe, shown, tell
from grader.config import find_course, load_course, load_policy
from grader.errors import ConfigurationError, Fault
from grader.gradebook.platforms import collect as collecting
from grader.gradebook.platforms.archive import Archive
from grader.gradebook.platforms.listing import Listed, listing
from grader.gradebook.platforms.names import Platform, platform_of
from grader.gradebook.platforms.table import read_table
from grader.gradebook.times import MANIFEST, read_manifest

HELP = """Unpack the submissions that Canvas or Moodle gives as a ZIP.

Each student's notebook goes to submissions/<assignment>/<student>.ipynb, and manifest.csv beside them says who it was
for the platform and when it was submitted. Students are found on the roster by id, address or name. --ids names the
table that the platform exports (Canvas: the gradebook; Moodle: the grading worksheet): it says whom the platform's
numbers mean, and Moodle's says when they handed in. Who cannot be found keeps the platform's number, and is named.

Nothing is executed or believed: names in the archive never become paths, sizes are counted while unpacking, and what is
encrypted, a link or doubled is named and left out.

\b
Examples:
  grader collect submissions.zip -a softmax
  grader collect submissions.zip -a softmax --ids Grades-Numerics.csv
  grader collect softmax.zip -a softmax --ids worksheet.csv --time-zone Europe/Berlin

\b
Exit codes:
  0    every file was taken
  2    the command line, the course or the archive must be put right first
  3    some files were left out, or some students were not found; each is named
"""


def zone(ctx: click.Context, param: click.Parameter, value: str | None) -> ZoneInfo | None:
    """A time zone by its name."""
    try:
        return ZoneInfo(value) if value else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(f"{value!r} is no time zone; use a name such as Europe/Berlin.", ctx, param) from error


@click.command(help=HELP)
@click.argument("archive", metavar="ZIP", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", required=True, metavar="NAME", help="The assignment that was handed in.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of submissions [default: submissions/].")
@click.option("--from", "platform", type=click.Choice(list(Platform)), help="[default: as the files are named]")
@click.option("--ids", type=click.Path(path_type=Path), metavar="CSV", help="The table that the platform exported.")
@click.option("--time-zone", callback=zone, metavar="ZONE", help="Of the platform's clock [default: the deadline's].")
@click.option("--archive-times", is_flag=True, help="Take the times of the files in the archive for the submissions'.")
@click.option("--keep-attempts", is_flag=True, help="Keep what was handed in before: the new one is <student>@<n>.")
def collect(
    archive: Path,
    assignment: str,
    output: Path | None,
    platform: Platform | None,
    ids: Path | None,
    time_zone: ZoneInfo | None,
    archive_times: bool,
    keep_attempts: bool,
) -> int:
    """Collect; HELP says the rest."""
    course = load_course(find_course(Path()))
    (wanted,) = chosen(course, [assignment])
    policy = load_policy(course)
    deadline = policy.deadlines.get(wanted.name)
    folder = (output or shown(course.root / "submissions")) / wanted.name
    with Archive(archive) as opened:
        found = Platform(platform) if platform else _platform(archive, opened)
        listed: Mapping[str, Listed] = {}
        if ids is not None:
            listed = {each.platform_id: each for each in listing(found, read_table(ids))}
        believed = time_zone or (deadline.zone if deadline else None)
        if archive_times and believed is None:
            raise click.UsageError("--archive-times needs --time-zone, or a deadline in config.yaml that has one.")
        order = collecting.Wanted(found, wanted.name, policy.roster, listed, believed, archive_times)
        collected = collecting.collect(opened, order)
        done = Unpacking(opened, found, folder, keep_attempts).write_all(collected.notebooks)
    told = [*collected.problems, *done.problems]
    unknown = [each for each in collected.notebooks if not each.is_known]
    for line in _lines(told, unknown, collected.notebooks):
        tell(line)
    click.echo(f"{', '.join(f'{count} {word}' for word, count in done.counts.items())}: {safe(str(folder))}/")
    return ExitCode.INCOMPLETE if told or unknown else ExitCode.DONE


def _platform(path: Path, archive: Archive) -> Platform:
    found = platform_of([member.name for member in archive.members()])
    if found is None:
        remedy = "Give the archive as Canvas (Download Submissions) or Moodle (Download all submissions) made it."
        raise ConfigurationError([Fault(str(path), "", "No file in it is named as a platform names them.", remedy)])
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """What was written."""

    counts: Mapping[str, int]
    problems: Sequence[str]


@dataclass(frozen=True, slots=True)
class Unpacking:
    """Writes notebooks into the folder of an assignment, and its manifest."""

    archive: Archive
    platform: Platform
    folder: Path
    keep_attempts: bool

    def write_all(self, notebooks: Sequence[collecting.Notebook]) -> Done:
        """Write them; the manifest keeps what it says about other files."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            fault = Fault(str(self.folder), "", f"No folder can be made here: {error.strerror}.", "Choose another.")
            raise ConfigurationError([fault]) from error
        rows = read_manifest(self.folder / MANIFEST)
        counts, problems = Counter({"new": 0, "changed": 0, "unchanged": 0}), []
        for each in notebooks:
            data = collecting.read(self.archive, each)
            if isinstance(data, str):
                problems.append(f"{each.member.name}: {data}")
                continue
            file, word = self._place(each.student, data)
            if word != "unchanged":
                write(self.folder / file, data)
            if word != "unchanged" or file not in rows or each.submitted is not None:
                rows[file] = collecting.manifest_row(each, self.platform, file)
            counts[word] += 1
        write(self.folder / MANIFEST, collecting.render_manifest(rows.values()))
        return Done(counts, problems)

    def _place(self, student: str, data: bytes) -> tuple[str, str]:
        """Under which name the bytes belong, and what that changes."""
        number = 1
        while True:
            file = f"{student}.ipynb" if number == 1 else f"{student}@{number}.ipynb"
            path = self.folder / file
            if not path.is_file():
                return file, "new"
            if path.read_bytes() == data:
                return file, "unchanged"
            if not self.keep_attempts:
                return file, "changed"
            number += 1


def _lines(
    problems: Sequence[str], unknown: Sequence[collecting.Notebook], notebooks: Sequence[collecting.Notebook]
) -> Iterator[str]:
    yield from bounded("Left out", problems)
    yield from bounded(
        "Not found among the students", [f"{each.handed_in.name}, kept as {each.student}" for each in unknown]
    )
    late = [each.student for each in collecting.late_without_time(notebooks)]
    yield from bounded("Late, says the platform, and not how much", late)
