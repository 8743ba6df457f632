"""`grader`: the group of subcommands, each one file beside this one, imported when it is called.

Nothing heavy is imported here: `grader --help` answers at once, and a grading process is forked from a light parent.
To add a subcommand, write `grader/cli/<name>.py` with a click command `<name>`, and name it in COMMANDS.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TextIO

import click

from grader import __version__
from grader.cli.exit_codes import ExitCode
from grader.cli.terminal import paragraph, shown, tell
from grader.errors import ConfigurationError, Fault, GraderError

COMMANDS = {
    "grade": "Grade notebooks; write one report per student.",
    "check": "Try your notebook on the public checks before you hand it in.",
    "feedback": "Write a page of feedback for each student.",
    "marks": "Write the sheet on which a person marks written answers.",
    "gradebook": "Make the gradebook from the reports.",
    "overview": "Write the class at a glance, one page made from the reports.",
    "similarity": "Find pairs of notebooks that are much alike.",
    "collect": "Unpack the submissions that Canvas or Moodle gives as a zip.",
    "export": "Write what Canvas, Moodle and Gradescope take.",
    "init": "Make a new course that grades at once.",
    "new": "Add the skeleton of an assignment to the course.",
    "release": "Make the students' notebooks from the sources.",
    "doctor": "Say what isolation this machine offers; test the sandbox.",
    "validate": "Try the checks on answers that are known to be right or wrong.",
}
"""Subcommands in the order of the help, each with its line there."""


class Subcommands(click.Group):
    """A group that imports a subcommand only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in COMMANDS:
            return None
        try:
            command: click.Command = getattr(import_module(f"grader.cli.{cmd_name}"), cmd_name)
        except ModuleNotFoundError as error:
            if sys.platform != "linux":
                problem = f"`grader {cmd_name}` runs notebooks of others in a sandbox, which needs Linux ({error})."
                raise click.UsageError(f"{problem} `grader check` tries your own notebook on any system.") from error
            raise
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


HELP = """Grade notebooks with a wall between student code and checks.

\b
grader grade                      grade submissions/ of this course into reports/
grader grade class/ -a softmax    grade a folder of <student>.ipynb
grader COMMAND --help             all options of a command, with examples

Exit codes: 0 all done; 1 below --fail-under, or something was found; 2 the command line, the course or the machine
must be put right; 3 some submissions could not be graded; 130 interrupted, run again to go on.
"""


@click.group(
    cls=Subcommands, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="grader %(version)s")
def program() -> None:
    """Say what there is: click shows HELP, and the subcommands do the rest."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    _open_what_is_closed()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; what a person must act on becomes one message on stderr and an exit code."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Whoever read the output has gone.
        _discard(sys.stdout)
        return ExitCode.UNREAD
    except OSError as error:
        return _full() if error.errno == errno.ENOSPC else _fault()
    except Exception:  # noqa: BLE001 - the last resort: Python itself would end with 1, which means something else
        return _fault()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = program.main(args=arguments, prog_name="grader", standalone_mode=False)
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ConfigurationError as error:
        for fault in error.faults:
            tell(paragraph(f"error: {_from_here(fault)}"))
        return ExitCode.USAGE
    except GraderError as error:
        tell(paragraph(f"error: {error}"))
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        tell("interrupted")
        return ExitCode.INTERRUPTED


def _fault() -> ExitCode:
    traceback.print_exc()
    tell("error: This is a fault of the grader, not of a student or of you. Nothing that was written is lost.")
    return ExitCode.FAULT


def _full() -> ExitCode:
    """The disk to which the output goes is full: reports, which are written elsewhere, have words of their own."""
    _discard(sys.stdout)
    with suppress(OSError):
        tell("error: The output cannot be written: no space is left. Make room, then run the same command again.")
    _discard(sys.stderr)
    return ExitCode.USAGE


def _discard(stream: TextIO) -> None:
    """Point it elsewhere, or the interpreter complains when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_what_is_closed() -> None:
    """Who starts the program may have closed a standard stream; the next file opened would take its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def _from_here(fault: Fault) -> Fault:
    """The fault with its file as a person would name it here."""
    with suppress(OSError):  # the folder that we are in has been deleted
        if Path(fault.file).is_absolute():
            return replace(fault, file=str(shown(Path(fault.file))))
    return fault
