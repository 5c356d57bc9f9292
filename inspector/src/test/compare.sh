#!/bin/sh
# Measures the inspector and wabt on the same files, one after the other:
#   sh inspector/src/test/compare.sh FILE.wasm...
# Ours is measured by JMH in a JVM that is warm, with a heap of less than four times the file where it
# decodes and validates; wabt's are whole processes, of which the start is a few milliseconds. What is
# assembled is the text that wabt prints, or ours where there is no wabt or its text is longer than
# 500 MB, as deep nesting makes it. JAVA_HOME names a JDK 25, unless java is one.
set -eu

here=$(dirname "$0")
CLASSES=$(sh "$here/benchmark.sh" --classes)
export CLASSES
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# benchmarks JVM_OPTIONS PATTERN FILE [JMH_OPTION...]
benchmarks() {
  options=$1 pattern=$2 measured=$3
  shift 3
  sh "$here/benchmark.sh" "$pattern" -p file="$measured" -jvmArgs "$options" -foe true \
    -rf text -rff "$scratch/result" "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
  printf '\njava %s\n' "$options"
  sed "s|$measured|$(basename "$measured")|" "$scratch/result"
}

# peer COMMAND ARGUMENT...
peer() {
  if ! command -v "$1" >/dev/null 2>&1; then
    printf '%s: not installed (Debian: apt install wabt)\n' "$1"
    return 1
  fi
  for round in 1 2 3; do
    start=$(date +%s%N)
    "$@" >/dev/null || return 1
    end=$(date +%s%N)
    printf '%s, run %s: %s ms\n' "$1" "$round" "$(((end - start) / 1000000))"
  done
}

for file in "$@"; do
  size=$(wc -c <"$file")
  printf '\n== %s, %s bytes; load %s\n' "$(basename "$file")" "$size" "$(uptime | sed 's/.*average[s]*: *//')"
  heap=-Xmx$((size * 4 / 1024))k
  [ "$size" -gt 4000000 ] || heap=-Xmx16m
  benchmarks "$heap" 'DecodeBenchmark.(functions|instructions|decodeAndValidate)' "$file"
  benchmarks "$heap" 'DecodeBenchmark.(functions|decodeAndValidate)' "$file" -bm ss -wi 0 -i 1 -f 5
  peer wasm-validate --enable-all "$file" || true
  benchmarks -Xmx1g PrintBenchmark "$file"
  text=$scratch/module.wat
  if peer wasm2wat --enable-all "$file" -o "$text"; then
    printf 'text: %s bytes\n' "$(wc -c <"$text")"
    [ "$(wc -c <"$text")" -le 500000000 ] || text=$file
  else
    text=$file
  fi
  benchmarks "-Xmx${TEXT_HEAP:-4g}" 'TextBenchmark.(tree|assemble)' "$text"
  [ "$text" = "$file" ] || peer wat2wasm --enable-all "$text" -o "$scratch/again.wasm" || true
  rm -f "$scratch/module.wat"
done
