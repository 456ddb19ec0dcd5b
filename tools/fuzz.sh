#!/usr/bin/env bash
# ./dev fuzz calls this once the targets are built: one process per target, as many at a time as --jobs says, then a table.
#   tools/fuzz.sh [--seconds N | --minutes N | --soak] [--jobs N] [TARGET...]
# Time is time on the processor, not on the wall: a busy machine fuzzes as much as an idle one, only later.
# Exit 0: nothing found; 1: a target broke or did not start; 2: wrong use. What breaks a target is kept in
# build/fuzz/found/TARGET.*, what is new to it in build/fuzz/found/TARGET/, its own output in build/fuzz/log/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
programs=${LOCARNO_FUZZ_PROGRAMS:-build/fuzz/fuzz}

# one TARGET SECONDS: fuzzes until it has used that many seconds; leaves "used runs covered rounds status" in the log folder.
one() {
  local name=$1 wanted=$(($2 * 100)) used=0 runs=0 covered=0 rounds=0 status=0 log more left   # hundredths of a second
  log=build/fuzz/log/$name.log
  mkdir -p "build/fuzz/found/$name" "fuzz/corpus/$name"
  : >"$log"
  local TIMEFORMAT='%U %S'
  while [ "$used" -lt "$wanted" ] && [ "$rounds" -lt 500 ]; do
    rounds=$((rounds + 1))
    left=$(((wanted - used + 99) / 100))
    { time "$programs/fuzz_$name" "build/fuzz/found/$name" "fuzz/corpus/$name" -max_total_time="$left" -timeout=20 \
        -rss_limit_mb=3000 -print_final_stats=1 -artifact_prefix="build/fuzz/found/$name." </dev/null >>"$log" 2>&1; } \
      2>"$log.time" && status=0 || status=$?
    used=$((used + $(tail -n 1 "$log.time" | awk '{print int(100 * ($1 + $2) + 0.5)}')))
    more=$(awk '/^stat::number_of_executed_units:/ {n = $2} END {print n + 0}' "$log")
    runs=$((runs + more))
    [ "$status" -eq 0 ] || break
  done
  used=$(((used + 50) / 100))
  covered=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1 | cut -d' ' -f2 || true)
  rm -f "$log.time"
  echo "$used $runs ${covered:-0} $(find "build/fuzz/found/$name" -type f | wc -l) $status" >"build/fuzz/log/$name.sum"
  echo "fuzz: $name done: $used s on the processor, $runs runs, $([ "$status" -eq 0 ] && echo clean || echo "BROKE, see $log")"
}
if [ "${1:-}" = --one ]; then one "$2" "$3"; exit 0; fi

seconds=60 jobs=$(nproc)
targets=()
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=${2:?--seconds needs a number}; shift ;;
    --minutes) seconds=$((60 * ${2:?--minutes needs a number})); shift ;;
    --soak) seconds=3600 ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift ;;
    -*) echo "fuzz: unknown option $1" >&2; exit 2 ;;
    *) targets+=("$1") ;;
  esac
  shift
done
if [ ${#targets[@]} -eq 0 ]; then
  for source in fuzz/*_fuzz.cpp; do
    name=$(basename "$source" _fuzz.cpp)
    targets+=("$name")
  done
fi
for name in "${targets[@]}"; do
  if [ ! -x "$programs/fuzz_$name" ]; then echo "fuzz: no fuzz target '$name' in $programs" >&2; exit 2; fi
done
mkdir -p build/fuzz/log
echo "fuzz: ${#targets[@]} targets, $seconds s on the processor each, $jobs at a time"
for name in "${targets[@]}"; do rm -f "build/fuzz/log/$name.sum"; done
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I '{}' nice -n 10 "$root/tools/fuzz.sh" --one '{}' "$seconds"

found=0
printf '%-14s %9s %12s %9s %9s  %s\n' target 'cpu s' runs edges 'new files' result
for name in "${targets[@]}"; do
  used=0 runs=0 covered=0 files=0 status=1
  if [ -f "build/fuzz/log/$name.sum" ]; then read -r used runs covered files status <"build/fuzz/log/$name.sum"; fi
  result=clean
  if [ "$status" -ne 0 ]; then
    found=1
    result="BROKE (exit $status): build/fuzz/found/$name.*, build/fuzz/log/$name.log"
  fi
  printf '%-14s %9s %12s %9s %9s  %s\n' "$name" "$used" "$runs" "$covered" "$files" "$result"
done | tee build/fuzz/log/summary.txt
grep -q BROKE build/fuzz/log/summary.txt && found=1
exit "$found"
