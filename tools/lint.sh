#!/usr/bin/env bash
# ./dev lint calls this: rooms, shellcheck, and clang-tidy with .clang-tidy on
#   tools/lint.sh [REV]       the sources changed since REV (default HEAD~1), also those not committed yet
#   tools/lint.sh FILE...     these sources, and nothing else
#   tools/lint.sh --all       every source; those that came out clean and have not changed since are passed over
# Exit 0: clean; 1: findings (build/release/tidy.txt); 2: wrong use.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
folder=build/release
jobs=${LOCARNO_JOBS:-$(nproc)}

# A source is clean until itself, a header, the list of checks or the flags change.
fingerprint() { sha256sum .clang-tidy cmake/flags.cmake "$1" | cat - "$folder/tidy/headers" | sha256sum | cut -c1-32; }
tidy_one() {
  local file=$1 stamp out
  stamp=$folder/tidy/$(echo "$file" | tr / _).clean
  if [ "${2:-}" = again ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint "$file")" ]; then return 0; fi
  out=$(clang-tidy-16 -p "$folder" --quiet --extra-arg=-fconstexpr-steps=40000000 "$file" 2>"$folder/tidy/$(echo "$file" | tr / _).log" || true)
  if echo "$out" | grep -qE '(warning|error):'; then rm -f "$stamp"; echo "$out"; else fingerprint "$file" >"$stamp"; fi
}
if [ "${1:-}" = --one ]; then tidy_one "$2" "${3:-}"; exit 0; fi

list='' again=no status=0 only_files=no
case ${1:-} in
  --all) list=$(git ls-files -- 'src/*.cpp' 'apps/*.cpp'); again=again ;;
  -*) echo "lint: unknown option $1" >&2; exit 2 ;;
  *.cpp) list=$(printf '%s\n' "$@"); only_files=yes ;;
  *) list=$({ git diff --name-only --diff-filter=d "${1:-HEAD~1}" -- 'src/*.cpp' 'apps/*.cpp'
              git ls-files -o --exclude-standard -- 'src/*.cpp' 'apps/*.cpp'; } | sort -u) ;;
esac
if [ "$only_files" = no ]; then
  python3 tools/check_rooms.py || status=1
  shellcheck dev .ci/run tools/*.sh || status=1
fi
list=$(echo "$list" | grep -v '_test\.cpp$' || true)
if [ -n "$list" ]; then
  cmake --preset release >"$folder.lint.log" 2>&1 </dev/null || { tail -n 20 "$folder.lint.log" >&2; exit 1; }
  mkdir -p "$folder/tidy"
  git ls-files -s -- '*.hpp' '*.inc' | sha256sum >"$folder/tidy/headers"
  git diff -- '*.hpp' '*.inc' | sha256sum >>"$folder/tidy/headers"
  echo "lint: $(echo "$list" | wc -l) sources"
  echo "$list" | xargs -P "$jobs" -I '{}' "$root/tools/lint.sh" --one '{}' "$again" | tee "$folder/tidy.txt"
  if grep -qE '(warning|error):' "$folder/tidy.txt"; then status=1; fi
fi
if [ "$status" -eq 0 ]; then echo "lint: clean"; fi
exit "$status"
