"""What other programs read: reports as JSON lines, JUnit XML, Gradescope's results and GitHub's commands.

Each is made from whole reports, so that it can be made again at any time, and each escapes what students wrote for the
place where it lands. Points are exact up to here, and become the numbers of that format at its edge.
"""
