"""`python -m documents FILE`: the reading of one file as JSON; 1 and a sentence when it is refused, 2 for wrong use."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from documents import UnreadableFile, read_file


def main(arguments: list[str]) -> int:
    files = [each for each in arguments if each != "--json"]
    if len(files) != 1:
        sys.stderr.write("usage: python -m documents [--json] FILE\n")
        return 2
    try:
        document = read_file(Path(files[0]))
    except UnreadableFile as refused:
        sys.stderr.write(f"{refused.message}\n")
        return 1
    sys.stdout.write(json.dumps(document.to_json(), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
