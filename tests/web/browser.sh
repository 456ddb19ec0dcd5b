#!/bin/sh
# browser.sh BINARY BUILD_FOLDER: the workbench in Debian's chromium. 77 where node, chromium, the tests' own parts or the bundle are missing;
# the parts are fetched by hand: cd tests/web && npm ci --ignore-scripts
set -e
command -v node >/dev/null 2>&1 || { echo "no node"; exit 77; }
[ -x /usr/bin/chromium ] || [ -n "$CHROMIUM" ] || { echo "no chromium"; exit 77; }
[ -f "$2/web/app.js" ] || { echo "no bundle in $2/web"; exit 77; }
cd "$(dirname "$0")"
[ -f node_modules/playwright-core/package.json ] || { echo "the parts of these tests are not fetched"; exit 77; }
LOCARNO_BINARY=$1 LOCARNO_WEB=$2/web exec node --test ./*.test.mjs
