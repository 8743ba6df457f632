"""Feedback: one self-contained page a student, their own notebook with what each exercise came to beside its cell.

The page fetches nothing and runs nothing: its policy forbids scripts, and what the notebook's outputs and markdown hold
is sanitised as well. How much a student is told is the course's to say; hidden source is in no report, so in no page.
"""
