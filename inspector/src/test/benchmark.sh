#!/bin/sh
# Runs benchmarks of the inspector with JMH, whose options may follow ("-h" lists them):
#   sh inspector/src/test/benchmark.sh DecodeBenchmark.summary -p file=generated:5
# JAVA_HOME names a JDK 25, unless java is one. With CLASSES set, that class path is taken and nothing
# is built.
set -eu

inspector=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${CLASSES:-}" ]; then
  list=$inspector/target/benchmark.classpath
  (cd "$inspector/.." && mvn -q -B -ntp -Dquick -pl inspector test-compile \
    dependency:build-classpath -Dmdep.outputFile="$list" >&2)
  CLASSES=$inspector/target/classes:$inspector/target/test-classes:$(cat "$list")
fi
[ "${1:-}" != --classes ] || { printf '%s\n' "$CLASSES"; exit; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! "$java" -version 2>&1 | grep -Eq 'version "(2[5-9]|[3-9][0-9])'; then
  printf '%s is no JDK 25: let JAVA_HOME name one.\n' "$java" >&2
  exit 2
fi
exec "$java" -cp "$CLASSES" org.openjdk.jmh.Main "$@"
