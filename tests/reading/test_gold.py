"""The five real papers of the shared folder, scored by its own script; skipped where that folder is absent."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest

import documents

SHARED = Path(os.environ.get("THONGSUOT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
LEAST = {
    "header": 0.97, "citations": 0.98, "citations.date": 0.97, "citations.issuer": 0.93, "tasks": 0.95, "tasks.who": 0.93,
    "tasks.lead": 0.93, "tasks.coordinating": 0.93, "tasks.timeframe": 0.93, "reporting": 0.95, "recipients": 0.97,
    "report_forms.columns": 0.97,
}  # fmt: skip


def scorer() -> ModuleType:
    script = SHARED / "score_reading.py"
    if not script.exists():
        pytest.skip("the folder of real papers (../shared, or THONGSUOT_SHARED) is not on this machine")
    spec = importlib.util.spec_from_file_location("score_reading", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_real_papers_reach_the_mark() -> None:
    score_reading = scorer()
    total = score_reading.Tally()
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = documents.read_file(SHARED / "seeds" / gold["file"])
        score_reading.score(gold, reading.to_json(), total)
    short = {name: total.f1(name) for name, least in LEAST.items() if (total.f1(name) or 0) < least}
    assert not short


def test_two_papers_in_one_file_are_offered_apart() -> None:
    scorer()
    glued = next((SHARED / "seeds").glob("000_*"))
    reading = documents.read_file(glued)
    assert len(documents.split_documents(reading.text)) == 2
    assert [part.type for part in reading.parts] == ["Kế hoạch", "Báo cáo"]
    assert "two_documents" in {problem.kind for problem in reading.problems}
    assert "báo cáo" not in " ".join(task.text for task in reading.tasks).lower()[:200]
