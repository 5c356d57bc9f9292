# ---- processes ----

# When a process began, in the kernel's ticks: with its id it names one process for good. Empty when
# there is no such process or it is a zombie; a dash where the system does not tell.
began() {
  if [ -r /proc/self/stat ]; then
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 0
    # shellcheck disable=SC2086 # the fields after the program's name, which may hold anything
    set -- ${stat##*) }
    [ "$1" = Z ] || say "${20}"
  elif kill -0 "$1" 2>/dev/null; then
    say -
  fi
}

alive() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ -n "$2" ] && [ "$(began "$1")" = "$2" ]
}

# ---- digests ----

digest() {
  if have sha256sum; then
    sum=$(sha256sum <"$1") || return 1
    sum=${sum%% *}
  elif have openssl; then
    sum=$(openssl dgst -sha256 <"$1") || return 1
    sum=${sum##* }
  elif have shasum; then
    sum=$(shasum -a 256 <"$1") || return 1
    sum=${sum%% *}
  elif have busybox && busybox sha256sum </dev/null >/dev/null 2>&1; then
    sum=$(busybox sha256sum <"$1") || return 1
    sum=${sum%% *}
  else
    fail MISSING_TOOL "sha256sum, openssl or shasum"
  fi
}
