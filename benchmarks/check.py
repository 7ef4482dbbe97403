"""Whether extraction has become slower: ratios on the sample report beside those recorded.

    python -m benchmarks.check [--record] [--times N]

A ratio is CPU time beside plain pdfplumber's ``extract_words`` on the same file in the same run, so the
machine does not matter much. Fails when one is worse than recorded by more than 20 percent; ``--record``
writes ``benchmarks/recorded.json`` anew. Small stages are printed but not judged: their times are noise.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.measuring import PEERS, WHOLE
from benchmarks.run import measure, ratios, sample

RECORDED = Path(__file__).resolve().parent / "recorded.json"
ALLOWED = 1.2
JUDGED = ("read", "layout", "reports", WHOLE)


def worse(now: dict[str, float], recorded: dict[str, float]) -> list[str]:
    """Sentences about ratios that are worse than recorded by more than a fifth."""
    return [
        f"{name}: {now[name]:.3f}, recorded {recorded[name]:.3f}"
        for name in JUDGED
        if name in recorded and now[name] > ALLOWED * recorded[name]
    ]


def main() -> int:
    """Command line; 1 when slower."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--record", action="store_true", help="these are the ratios from now on")
    parser.add_argument("--times", type=int, default=5, help="measurements of each; the least counts")
    options = parser.parse_args()
    now = {
        name: ratio
        for name, ratio in ratios(measure(sample(), times=options.times)).items()
        if name not in PEERS
    }
    if options.record:
        RECORDED.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    recorded: dict[str, float] = json.loads(RECORDED.read_text(encoding="utf-8"))
    for name, ratio in now.items():
        print(f"{name:28}{ratio:8.3f}   recorded {recorded.get(name, float('nan')):.3f}")
    slower = worse(now, recorded)
    for sentence in slower:
        print(f"slower by more than a fifth: {sentence}", file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    raise SystemExit(main())
