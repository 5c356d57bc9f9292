#!/usr/bin/env bash
# Measures the stepping engine, wabt's interpreter and Endive's in the same run:
#   inspector/src/test/compare-engines.sh [ROUNDS]
# First fib(36) as whole processes, in turns; user time is what counts where others use the machine too.
# Then, in one process, our kernels on the stepping engine and on Endive's interpreter; QUICK=1 leaves
# these out. With LAUNCHER=1 the command 'continuum run' is measured too, after it has built the program.
# JMH_OPTIONS are given to JMH. JAVA_HOME names a JDK 25, unless java is one.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
rounds=${1:-5}
fib=$here/resources/dev/continuum/inspector/bench/fib.wat
CLASSES=$(sh "$here/benchmark.sh" --classes | tail -n 1)
export CLASSES
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# measured NAME COMMAND ARGUMENT...: one round; adds a line of real and user seconds to a file of its own.
measured() {
  local name=$1
  shift
  TIMEFORMAT='%R %U'
  { time "$@" >"$scratch/out" 2>"$scratch/err"; } 2>>"$scratch/$name" || { cat "$scratch/err" >&2; return 1; }
}

# median FILE COLUMN
median() {
  sort -n -k"$2,$2" "$1" | awk -v column="$2" '{ at[NR] = $column } END { print at[int((NR + 1) / 2)] }'
}

printf 'load %s\n' "$(uptime | sed 's/.*average[s]*: *//')"
peer=
if command -v wasm-interp >/dev/null && command -v wat2wasm >/dev/null; then
  peer=wasm-interp
  # It gives exports no arguments.
  sed -e 's/ (export "fib")//' \
    -e 's/(func [$]never)/(func (export "run") (result i32) (call 0 (i32.const 36)))/' "$fib" >"$scratch/run.wat"
  wat2wasm "$scratch/run.wat" -o "$scratch/run.wasm"
else
  printf 'wasm-interp: not installed (Debian: apt install wabt)\n'
fi
command=
if [ -n "${LAUNCHER:-}" ]; then
  command=continuum
fi
for ((round = 0; round < rounds; round++)); do
  measured session "$java" -cp "$CLASSES" dev.continuum.inspector.bench.RunFunction "$fib" "\$never" fib 36
  [ -z "$command" ] || measured continuum "$root/continuum" run --engine stepping --invoke fib "$fib" -- 36
  [ -z "$peer" ] || measured wasm-interp wasm-interp "$scratch/run.wasm" --run-all-exports
done
printf '\nfib(36), whole processes, medians of %s: real and user seconds\n' "$rounds"
for name in session continuum wasm-interp; do
  [ ! -f "$scratch/$name" ] || printf '%-12s %6s %6s\n' \
    "$name" "$(median "$scratch/$name" 1)" "$(median "$scratch/$name" 2)"
done
[ -z "${QUICK:-}" ] || exit 0
printf '\nIn process, calls by second of processor time of the thread that executes\n'
# shellcheck disable=SC2086
sh "$here/benchmark.sh" PeerBenchmark ${JMH_OPTIONS:-} -foe true -rf csv -rff "$scratch/result" >"$scratch/log" 2>&1 ||
  { cat "$scratch/log" >&2; exit 1; }
tr -d '"' <"$scratch/result" | awk -F, '
  NR > 1 {
    name = $1; sub(/.*PeerBenchmark[.]/, "", name); kernels[$NF]
    if (name ~ /:busy/) { sub(/:busy/, "", name); busy[name, $NF] = $5 } else calls[name, $NF] = $5
  }
  END {
    for (kernel in kernels) {
      ours = calls["ours", kernel] * 1e9 / busy["ours", kernel]
      endive = calls["endive", kernel] * 1e9 / busy["endive", kernel]
      printf "%-8s ours %8.2f  endive %8.2f  ratio %5.1f\n", kernel, ours, endive, ours / endive
    }
  }'
