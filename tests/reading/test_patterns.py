"""Patterns are compiled when they are first asked for; that each of them can be is known beforehand."""

from __future__ import annotations

import importlib
import pkgutil

import documents.anatomy
from documents.patterns import Phrase


def test_every_phrase_compiles_in_both_its_forms() -> None:
    modules = [importlib.import_module("documents.flow")]
    modules += [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(documents.anatomy.__path__, "documents.anatomy.")
    ]
    phrases = [value for module in modules for value in vars(module).values() if isinstance(value, Phrase)]
    assert len(phrases) > 100
    for phrase in phrases:
        assert phrase.on(False).pattern
        assert phrase.on(True).pattern.isascii() or phrase.on(False).pattern != phrase.on(True).pattern


def test_a_phrase_reads_old_and_new_tones_and_lost_marks() -> None:
    phrase = Phrase("ủy ban")
    assert phrase.on(False).search("ủy  ban")
    assert phrase.on(True).search("uy ban")
    assert not phrase.on(False).search("uy ban")
