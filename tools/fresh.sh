#!/usr/bin/env bash
# A bare Debian 12 in a temporary folder, this tree copied into it, ./dev brief and ./dev test run there.
#   ./dev fresh [--shared DIR] [--packages] [--keep]
#   --shared DIR   also copy the shared material to ../shared of the tree (else the tests that need it are skipped)
#   --packages     stop after ./dev setup: is the list of packages right, how large is it?
#   --keep         leave the folder in place
# Mounts live in a mount namespace of their own, so nothing stays mounted however this ends.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ "$(id -u)" -ne 0 ]; then exec sudo -n "$0" "$@"; fi

shared='' packages=no keep=no
while [ $# -gt 0 ]; do
  case $1 in
    --shared) shared=$(readlink -e "${2:?--shared needs a folder}"); shift ;;
    --packages) packages=yes ;;
    --keep) keep=yes ;;
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "fresh: unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
cd "$root"
./dev setup fresh >/dev/null
# shellcheck disable=SC2016  # apt fills it in
mirror=${LOCARNO_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)}  # the machine's own
world=$(mktemp -d "${TMPDIR:-/tmp}/locarno-fresh.XXXXXX")
chmod 755 "$world"  # mktemp made it private; inside it is a root folder
finish() { if [ "$keep" = yes ]; then echo "fresh: kept in $world"; else rm -rf --one-file-system "$world"; fi; }
trap finish EXIT

megabytes() { du -sm --one-file-system "$1" | cut -f1; }
start=$SECONDS
echo "fresh: debootstrap bookworm from $mirror"
if ! debootstrap --variant=minbase bookworm "$world" "$mirror" >"$world.log" 2>&1; then
  tail -n 15 "$world.log" >&2
  exit 1
fi
rm -f "$world.log"
cat >"$world/etc/apt/sources.list" <<LIST
deb $mirror bookworm main
deb $mirror bookworm-updates main
deb ${LOCARNO_SECURITY_MIRROR:-${mirror%/}-security} bookworm-security main
LIST
cp -L /etc/resolv.conf "$world/etc/resolv.conf"
grep -lsiE 'acquire::.*proxy' /etc/apt/apt.conf.d/* /etc/apt/apt.conf 2>/dev/null |
  while read -r file; do cp "$file" "$world/etc/apt/apt.conf.d/99$(basename "$file")"; done || true
# So do the authorities that this network's own answers are signed by; ca-certificates takes them up when it is installed.
for file in /usr/local/share/ca-certificates/*.crt; do
  if [ -f "$file" ]; then mkdir -p "$world/usr/local/share/ca-certificates" && cp "$file" "$world/usr/local/share/ca-certificates/"; fi
done
bare=$(megabytes "$world")
echo "fresh: bare system $bare MB after $((SECONDS - start)) s"

mkdir -p "$world/root/locarno"
git ls-files -z -co --exclude-standard | while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
  tar -c --null -T - | tar -x -C "$world/root/locarno"
[ -z "$shared" ] || { mkdir -p "$world/root/shared"; cp -rL "$shared/." "$world/root/shared/"; }

# A clean environment: nothing of this machine but the proxy.
inside() {
  local proxy=()
  local name
  for name in http_proxy https_proxy no_proxy; do [ -n "${!name:-}" ] && proxy+=("$name=${!name}"); done
  unshare --mount --pid --fork --kill-child --mount-proc="$world/proc" chroot "$world" /usr/bin/env -i \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "${proxy[@]}" \
    /bin/bash -c "cd /root/locarno && $1" </dev/null
}
step() {
  local begin=$SECONDS
  echo "fresh: $1"
  inside "$1"
  echo "fresh: $1 took $((SECONDS - begin)) s"
}

if [ "$packages" = yes ]; then
  step './dev setup'
  rm -rf "$world/var/cache/apt/archives/"*.deb
  echo "fresh: packages of build and test: $(($(megabytes "$world") - bare)) MB (lists of apt included)"
  exit 0
fi
step './dev brief'
step './dev test'
tree=$(megabytes "$world/root/locarno")
rm -rf "$world/var/cache/apt/archives/"*.deb
all=$(megabytes "$world")
minutes=$(awk -v s=$((SECONDS - start)) 'BEGIN { printf "%.1f", s / 60 }')
echo "fresh: $minutes minutes in all; bare system $bare MB, packages $((all - tree - bare)) MB, tree with build $tree MB"
