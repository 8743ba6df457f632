"""The author's instrument: do the checks tell right from wrong?

It stands above `batch`, because its subjects (the reference, the blank, authored answers, mutants) are graded as
students' notebooks are: many at once, each in its sandbox, each to a report of which only the bytes are read.
"""
