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
  blocks=0.99 times=0.95 times_value=0.95 quantities=0.95 quantities_value=0.95 quantities_precision=0.85 \
  'link:translation*=0.6' link:contradiction=1 link:stance_change=1 link:headline_overstates=1 link:plan_outcome=1 link:provenance_conflict=1 \
  link:quantity_conflict=1 link:same_contact=1 link:same_statement=0.6 \
  link:offer_vs_limit=1 link:tension=1
