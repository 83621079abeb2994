"""What people are told: facts from the journal and the reminders, put into words. Knows no page and starts no flow."""

from __future__ import annotations
