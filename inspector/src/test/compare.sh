#!/bin/sh
# Measures the inspector and wabt on the same modules, one after the other:
#   mvn -q -Dquick -pl inspector test-compile
#   sh inspector/src/test/compare.sh FILE.wasm...
# Ours are medians within one JVM; wabt's are whole processes, of which its start is a few milliseconds.
set -eu

target=$(cd "$(dirname "$0")/../.." && pwd)/target
classes=$target/classes:$target/test-classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

peer() {
  if ! command -v "$1" >/dev/null 2>&1; then
    printf '%s: not installed (Debian: apt install wabt)\n' "$1"
    return
  fi
  for round in 1 2 3; do
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    printf '%s, run %s: %s ms\n' "$1" "$round" "$(((end - start) / 1000000))"
  done
}

for file in "$@"; do
  printf '\n%s\n' "$file"
  "$java" -Xmx"${HEAP:-128m}" -cp "$classes" dev.continuum.inspector.BodyBenchmark "$file"
  peer wasm-validate --enable-all "$file"
  "$java" -Xmx2g -cp "$classes" dev.continuum.inspector.TextBenchmark "$file"
  peer wasm2wat --enable-all "$file" -o /dev/null
done
