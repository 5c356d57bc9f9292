#!/bin/sh
# Tries the package as it would arrive: unpacks the .deb, starts the packaged program without a
# screen, runs a module with it, and looks at what the package says about itself.
# Usage: try-package.sh FOLDER-OF-THE-DEB
set -eu
deb=$(ls "$1"/continuum-studio_*.deb)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
  printf 'try-package: %s\n' "$1" >&2
  exit 1
}

dpkg-deb --info "$deb" | grep -q 'Depends:.*libgtk-3-0' || fail 'Depends lacks GTK'
dpkg-deb --raw-extract "$deb" "$folder/tree"
continuum=$folder/tree/opt/continuum-studio/bin/continuum
[ -x "$continuum" ] || fail 'bin/continuum is missing'
sh -n "$folder/tree/DEBIAN/postinst"
desktop-file-validate "$folder/tree/opt/continuum-studio/lib/continuum-studio-continuum.desktop"

export CONTINUUM_HOME="$folder/home"
"$continuum" --version

cat >"$folder/hello.wat" <<'WAT'
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "packaged\n")
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 9))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
WAT
answer=$("$continuum" run "$folder/hello.wat")
[ "$answer" = packaged ] || fail "the packaged program ran the module and printed: $answer"

# The window, on JavaFX's headless platform.
JAVA_TOOL_OPTIONS='-Dglass.platform=Headless -Dprism.order=sw' "$continuum" --train ||
  fail 'the packaged window did not open'
printf 'try-package: %s is good\n' "$(basename "$deb")"
