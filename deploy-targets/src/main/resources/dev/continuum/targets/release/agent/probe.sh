# ---- what the device is and has ----

cmd_space() {
  # shellcheck disable=SC2046 # the fields of df's second line
  set -- $(df -Pk "$base" 2>/dev/null | tail -n 1)
  case ${4:-} in
    '' | *[!0-9]*) say "disk 0" ;;
    *) say "disk $(($4 * 1024))" ;;
  esac
}

cmd_probe() {
  name=$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null)
  name=${name#\"}
  name=${name%\"}
  say "os ${name:-$(uname -sr)}"
  say "system $(uname -s)"
  say "arch $(uname -m)"
  cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null ||
    grep -c '^processor' /proc/cpuinfo 2>/dev/null)
  say "cpus ${cpus:-0}"
  memory=0
  if [ -r /proc/meminfo ]; then
    while read -r key value rest; do
      [ "$key" = MemTotal: ] && memory=$((value * 1024))
    done </proc/meminfo
  fi
  say "memory $memory"
  cmd_space
  case $(ldd --version </dev/null 2>&1) in
    *musl*) say "libc musl" ;;
    *GNU* | *GLIBC*) say "libc glibc" ;;
    *)
      for loader in /lib/ld-musl-*; do
        [ -e "$loader" ] && say "libc musl"
      done
      ;;
  esac
  for tool in sha256sum openssl shasum busybox awk setsid java node systemctl; do
    have "$tool" && say "tool $tool"
  done
  # One line for each kind of runtime: its id, program, version arguments and usual places,
  # between tabs.
  while IFS='	' read -r id program arguments places; do
    check_word "$id"
    found=" "
    # shellcheck disable=SC2086 # places are patterns to be expanded here
    for candidate in "$(command -v "$program")" $(eval "printf '%s\n' $places" 2>/dev/null); do
      case $candidate in
        /*) ;;
        *) continue ;;
      esac
      { [ -f "$candidate" ] && [ -x "$candidate" ]; } || continue
      # Several names often lead to one program. It keeps the name it was found under first: that
      # one outlives an update, and some programs look at how they were called.
      real=$(readlink -f "$candidate" 2>/dev/null)
      : "${real:=$candidate}"
      case $found in
        *" $real "*) continue ;;
      esac
      found="$found$real "
      say "runtime $id $candidate"
      # shellcheck disable=SC2086 # several arguments
      "$candidate" $arguments </dev/null 2>&1 | head -n 5 | sed 's/^/version /'
    done
  done
}
