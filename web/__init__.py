"""Pages, forms and the JSON API over the use cases. Knows no SQL and never imports Prefect."""

from __future__ import annotations
