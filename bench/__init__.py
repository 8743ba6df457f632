"""Measurements that print ratios from one run on one machine; none of them passes or fails."""
