#!/bin/sh
# Blocks, times, quantities and links of the annotated reports (shared material), held to floors. 77: it is not there.
set -eu
binary=$1
shared=${LOCARNO_SHARED:-../shared}
[ -f "$shared/gold/gold_links.jsonl" ] || exit 77
read=$(mktemp)
trap 'rm -f "$read"' EXIT
"$binary" read "$shared/seeds" --case cases/ukraine-2025 --json --all > "$read"
python3 tools/score_reading.py "$shared/gold" "$read" --seeds "$shared/seeds" --floors \
  times=0.95 times_value=0.95 quantities=0.95 quantities_value=0.95
