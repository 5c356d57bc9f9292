#!/bin/sh
# Continuum Studio's agent: what a device is asked to do, as one POSIX shell script.
# It runs under dash and BusyBox ash; docs/device-layout.md describes its commands, its answers and
# the files it keeps. Arguments are plain words; anything else comes over standard input.

LC_ALL=C
export LC_ALL
umask 077
self=$0
base=${HOME:?no home folder}/.continuum
segment_limit=4194304
segments_kept=8

say() {
  printf '%s\n' "$*"
}

fail() {
  code=$1
  shift
  say "error $code $*"
  exit 3
}

have() {
  command -v "$1" >/dev/null 2>&1
}

tick() {
  sleep 0.1 2>/dev/null || sleep 1
}

# Has files and folders on the disk before what follows, where there is a tool for it: a power cut
# must not leave a name without its content.
flush() {
  have sync || return 0
  sync "$@" 2>/dev/null || sync 2>/dev/null || return 0
}

now() {
  date +%s
}

check_app() {
  case $1 in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) fail PROTOCOL "not the name of an app" ;;
  esac
  [ ${#1} -le 63 ] || fail PROTOCOL "the name of an app is too long"
  app=$1
  dir=$base/apps/$app
}

check_word() {
  case $1 in
    '' | .* | *[!A-Za-z0-9._-]*) fail PROTOCOL "not a plain word" ;;
  esac
}

check_number() {
  case $1 in
    '' | *[!0-9]*) fail PROTOCOL "not a number" ;;
  esac
}

need_app() {
  check_app "$1"
  [ ! -e "$dir/switching" ] || (settle) >/dev/null
  [ -L "$dir/current" ] || fail NOT_FOUND "no such app"
}
