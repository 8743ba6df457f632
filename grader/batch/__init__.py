"""Many submissions at once: found, skipped when nothing changed, graded in processes, written one by one."""
