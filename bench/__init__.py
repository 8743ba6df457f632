"""Measurements that print ratios from one run on one machine; none of them passes or fails.

python -m bench.compare        beside a kernel per notebook, nbgrader and Otter, and beside the floor (`make bench`)
python -m bench.scale          200, 2,000 and 10,000 submissions (`make bench-scale`)
python -m bench.one_notebook   a warm grading process beside a kernel
python -m bench.seeds          every reference under many draws of the inputs
"""
