"""What the zygote does in advance changes nothing that a notebook could see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FONTS = """
import matplotlib._afm
from grader.worker.warm import load_fonts
load_fonts()
from matplotlib import font_manager
listed = font_manager.fontManager
read = font_manager.FontManager()
assert len(read.afmlist) > 30 and len(read.ttflist) > 30
assert listed.afmlist == read.afmlist and listed.ttflist == read.ttflist
with open(read.afmlist[0].fname, "rb") as file:
    assert len(matplotlib._afm.AFM(file)._metrics) > 100
"""


def test_the_list_of_fonts_is_the_one_that_matplotlib_makes(tmp_path: Path) -> None:
    environment = {"MPLCONFIGDIR": str(tmp_path), "PATH": ""}
    subprocess.run([sys.executable, "-c", FONTS], env=environment, check=True)
