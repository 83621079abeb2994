"""Boards, lists and snapshots of one definition of every count, and the recomputation that holds them to the leaves."""
