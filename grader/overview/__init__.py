"""The class at a glance: `REPORTS/index.html`, one page that needs nothing else, made from the reports alone.

It holds no times and no facts of a machine: equal reports give an equal page.
"""
