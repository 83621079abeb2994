"""Prefect at work: short flows that can be killed anywhere and run again, and the supervisor that keeps them running.

Knows when and in what order; refuses to reckon anything itself: that is `cascade`'s.
"""
