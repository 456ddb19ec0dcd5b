#!/bin/sh
# unit.sh types|tests BUILD_FOLDER: the workbench's types, or its unit tests; 77 where node or the parts (web/node_modules) are missing.
set -e
mkdir -p "$2"
build=$(cd "$2" && pwd)
out=$build/web-tests
cd "$(dirname "$0")/../../web"
command -v node >/dev/null 2>&1 || { echo "no node"; exit 77; }
[ -f node_modules/esbuild/package.json ] || { echo "the parts of the workbench are not fetched"; exit 77; }
if [ "$1" = types ]; then
  exec node node_modules/typescript/bin/tsc --noEmit --incremental --tsBuildInfoFile "$build/web-types.tsbuildinfo"
fi
node build.mjs --tests "$out"
find "$out" -name '*.test.mjs' -exec node --test {} +
