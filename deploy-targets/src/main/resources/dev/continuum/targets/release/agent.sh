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
segments_kept=4

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
  [ -L "$dir/current" ] || fail NOT_FOUND "no such app"
}

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

# ---- state: the file an app's supervisor and its stoppers keep ----

read_state() {
  st_release='' st_state='' st_pid='' st_began='' st_group='' st_super='' st_super_began=''
  st_since='' st_status=''
  [ -r "$dir/state" ] || return 0
  while read -r key value; do
    case $key in
      release) st_release=$value ;;
      state) st_state=$value ;;
      pid) st_pid=$value ;;
      began) st_began=$value ;;
      group) st_group=$value ;;
      supervisor) st_super=$value ;;
      supervisor-began) st_super_began=$value ;;
      since) st_since=$value ;;
      status) st_status=$value ;;
    esac
  done <"$dir/state"
}

write_state() {
  {
    say "release $st_release"
    say "state $st_state"
    say "pid $st_pid"
    say "began $st_began"
    say "group $st_group"
    say "supervisor $st_super"
    say "supervisor-began $st_super_began"
    say "since $(now)"
    say "status $st_status"
  } >"$dir/.state-$$" && mv -f "$dir/.state-$$" "$dir/state"
}

# The state as it is: a supervisor that is gone can no longer tell how its app ended.
true_state() {
  read_state
  [ -n "$st_state" ] || st_state=stopped
  if [ "$st_state" = running ] && ! alive "$st_super" "$st_super_began" &&
    ! alive "$st_pid" "$st_began"; then
    st_state=exited
    st_status=
  fi
}

# ---- log ----

last_segment() {
  segment=
  for name in "$dir/log/"[0-9]*; do
    [ -f "$name" ] && segment=${name##*/}
  done
}

size_of() {
  size=$(wc -c <"$1") || size=0
  size=$((size + 0))
}

# A position with leading zeros is decimal here, and octal to the shell.
plain() {
  number=$1
  while :; do
    case $number in
      0?*) number=${number#0} ;;
      *) break ;;
    esac
  done
}

log_end() {
  last_segment
  end=0
  if [ -n "$segment" ]; then
    plain "$segment"
    size_of "$dir/log/$segment"
    end=$((number + size))
  fi
}

# Makes sure there is a segment that ends with a whole record.
open_log() {
  mkdir -p "$dir/log" || return 1
  last_segment
  if [ -z "$segment" ]; then
    segment=00000000000000000000
    : >"$dir/log/$segment" || return 1
  elif [ -s "$dir/log/$segment" ] && [ -n "$(tail -c 1 "$dir/log/$segment")" ]; then
    echo >>"$dir/log/$segment"
  fi
}

log_event() {
  open_log && say "$(now) s $*" >>"$dir/log/$segment"
}

good_awk() {
  have awk && awk 'BEGIN { exit !(systime() > 0) }' </dev/null >/dev/null 2>&1
}

# mawk alone wants to be told not to wait for full buffers.
choose_awk() {
  awk_option=
  case $(awk -W version </dev/null 2>&1) in
    mawk*) awk_option="-W interactive" ;;
  esac
}

# Puts time and stream before each line of standard input. Long lines become pieces that fit a
# pipe's atomic write, cut between characters; all but the last carry a capital letter. Each record
# is one string: an interactive mawk writes every part of a format by itself, and the other stream's
# records would come between.
tag() {
  if good_awk; then
    choose_awk
    # A line beyond any bound must not eat the device's memory: awk fails, and the next goes on.
    # shellcheck disable=SC3045 # dash and ash both have -v, and a shell without it goes without
    ulimit -v 262144 2>/dev/null
    # shellcheck disable=SC2086 # an option or none
    until awk $awk_option -v small="$1" -v big="$2" '
      {
        length_left = length($0)
        from = 1
        while (length_left > 3900) {
          n = 3900
          for (back = 0; back < 3; back++) {
            c = substr($0, from + n, 1)
            if (c < "\200" || c >= "\300") break
            n--
          }
          printf "%s", sprintf("%.0f %s %s\n", systime(), big, substr($0, from, n))
          fflush()
          from += n
          length_left -= n
        }
        printf "%s", sprintf("%.0f %s %s\n", systime(), small, (from == 1 ? $0 : substr($0, from)))
        fflush()
      }' 2>/dev/null; do
      say "$(now) s A line was too long for this device and is incomplete."
    done
  else
    while IFS= read -r line || [ -n "$line" ]; do
      say "$(now) $1 $line"
    done
  fi
}

# Appends standard input's records to the segments of the log.
write_log() {
  cd "$dir/log" || exit 1
  if good_awk; then
    choose_awk
    # A full disk makes awk fail; what is written next may find room again.
    # shellcheck disable=SC2086 # an option or none
    until size_of "$segment" && plain "$segment" && awk $awk_option -v segment="$segment" \
      -v start="$number" -v size="$size" -v limit="$segment_limit" -v kept="$segments_kept" '
      function rotate(   command, real, name, names, count, i) {
        close(segment)
        command = "wc -c <" segment
        command | getline real
        close(command)
        start += real
        segment = sprintf("%020.0f", start)
        size = 0
        command = "ls"
        while ((command | getline name) > 0)
          if (name ~ /^[0-9]+$/) names[++count] = name
        close(command)
        for (i = 1; i <= count - kept + 1; i++) system("rm -f " names[i])
      }
      {
        bytes = length($0) + 1
        if (size > 0 && size + bytes > limit) rotate()
        printf "%s\n", $0 >> segment
        fflush(segment)
        size += bytes
      }' 2>/dev/null; do
      sleep 1
      open_log
    done
  else
    size_of "$segment"
    while IFS= read -r line || [ -n "$line" ]; do
      bytes=$((${#line} + 1))
      if [ "$size" -gt 0 ] && [ $((size + bytes)) -gt "$segment_limit" ]; then
        log_end
        segment=$(printf '%020d' "$end")
        size=0
        set -- [0-9]*
        while [ $# -ge "$segments_kept" ]; do
          rm -f "$1"
          shift
        done
      fi
      printf '%s\n' "$line" >>"$segment"
      size=$((size + bytes))
    done
  fi
}

# ---- running ----

# How much memory an app may write to, in KiB: three quarters of the device's, at most 6 GiB (more
# than the 4 GiB a guest can ask for). Empty where the system does not tell how much there is.
memory_bound() {
  bound=
  [ -r /proc/meminfo ] || return 0
  while read -r key value rest; do
    [ "$key" = MemTotal: ] && bound=$((value * 3 / 4))
  done </proc/meminfo
  if [ -n "$bound" ] && [ "$bound" -gt 6291456 ]; then
    bound=6291456
  fi
}

# In the middle of the supervisor's pipes: runs the release and waits for it. Descriptor 3 leads to
# the log, 4 to the tagging of standard error.
run_release() {
  say "$(now) s Release $1 started." >&3
  memory_bound
  apart=
  have setsid && apart=setsid
  (
    # An app that wants more is told so, and the rest of the device lives on. A smaller bound that
    # is already there stays: then ulimit fails, which is fine.
    # shellcheck disable=SC3045 # dash and ash both have -d, and a shell without it goes without
    [ -z "$bound" ] || ulimit -d "$bound" 2>/dev/null
    # shellcheck disable=SC2086 # a program or none
    exec $apart sh "$dir/releases/$1/run"
  ) </dev/null 2>&4 3>&- 4>&- &
  st_pid=$!
  st_group=$st_pid
  [ -z "$apart" ] || st_group=-$st_pid
  st_began=$(began "$st_pid")
  st_release=$1
  st_state=running
  write_state
  wait "$st_pid"
  say "$?" >"$dir/.ended"
  # Nothing of the release outlives its first process.
  [ "$st_group" = "$st_pid" ] || kill -KILL "$st_group" 2>/dev/null
}

supervise() {
  cd "$dir" || exit 1
  trap '' HUP
  mkdir -p "$dir/data"
  rm -f "$dir/.ended"
  open_log || exit 1
  st_super=$$
  st_super_began=$(began $$)
  st_status=
  {
    {
      { run_release "$1" | tag o O 4>&- >&3; } 4>&1 | tag e E >&3
    } 3>&1
    status=
    [ -r .ended ] && read -r status <.ended
    read_state
    if [ -e stopping ] && [ "$(cat stopping)" = "$st_pid" ]; then
      say "$(now) s Release $1 was stopped."
    else
      say "$(now) s Release $1 exited with ${status:-an unknown status}."
    fi
  } | write_log
  read_state
  status=
  [ -r .ended ] && read -r status <.ended
  if [ -e stopping ] && [ "$(cat stopping)" = "$st_pid" ]; then
    st_state=stopped
    st_status=
  else
    st_state=exited
    st_status=$status
  fi
  write_state
  rm -f .ended stopping
}

start_release() {
  rm -f "$dir/state" "$dir/stopping"
  if have setsid; then
    setsid sh "$self" supervise "$app" "$1" </dev/null >/dev/null 2>&1 &
  else
    nohup sh "$self" supervise "$app" "$1" </dev/null >/dev/null 2>&1 &
  fi
  waited=0
  while [ ! -e "$dir/state" ]; do
    [ $waited -lt 100 ] || return 1
    tick
    waited=$((waited + 1))
  done
}

# Ends the app and all it started: five seconds' grace, then force.
stop_running() {
  true_state
  [ "$st_state" = running ] || return 0
  say "$st_pid" >"$dir/stopping"
  if alive "$st_pid" "$st_began"; then
    kill -TERM "$st_group" 2>/dev/null
    waited=0
    while alive "$st_pid" "$st_began" && [ $waited -lt 50 ]; do
      tick
      waited=$((waited + 1))
    done
    kill -KILL "$st_group" 2>/dev/null
  fi
  waited=0
  while alive "$st_super" "$st_super_began" && [ $waited -lt 50 ]; do
    tick
    waited=$((waited + 1))
  done
  read_state
  if [ "$st_state" = running ]; then
    if alive "$st_super" "$st_super_began"; then
      kill -KILL "$st_super" 2>/dev/null
    fi
    st_state=stopped
    st_status=
    write_state
    log_event "Release $st_release was stopped."
    rm -f "$dir/stopping"
  fi
}

# ---- the lock of an app ----

lock() {
  mkdir -p "$dir/releases" "$dir/data" "$dir/log" || fail NO_SPACE "cannot make the app's folder"
  if ! mkdir "$dir/lock" 2>/dev/null; then
    [ -d "$dir/lock" ] || fail NO_SPACE "cannot make the app's lock"
    # Its owner writes its name at once; a lock without one after a second has lost its owner.
    [ -s "$dir/lock/owner" ] || sleep 1
    owner='' owner_began=''
    [ -r "$dir/lock/owner" ] && read -r owner owner_began <"$dir/lock/owner"
    if alive "$owner" "$owner_began"; then
      fail BUSY "another deployment of this app is under way"
    fi
    mv "$dir/lock" "$dir/.stale-$$" 2>/dev/null || fail BUSY "another deployment has just begun"
    rm -rf "$dir/.stale-$$"
    mkdir "$dir/lock" 2>/dev/null || fail BUSY "another deployment has just begun"
  fi
  # Caught rather than ignored, so that what is started gets the usual behaviour: a cut connection
  # must not end this half way.
  trap : PIPE HUP
  trap 'rm -rf "$dir/lock"' EXIT
  say "$$ $(began $$)" >"$dir/lock/owner"
}

switch_to() {
  rm -f "$dir/.current-$$"
  ln -s "releases/$1" "$dir/.current-$$" || return 1
  # Renaming over a link takes an option that POSIX lacks: -T for GNU and BusyBox, -h for BSD.
  mv -Tf "$dir/.current-$$" "$dir/current" 2>/dev/null ||
    mv -hf "$dir/.current-$$" "$dir/current" 2>/dev/null ||
    { rm -f "$dir/.current-$$" && ln -sfn "releases/$1" "$dir/current"; }
}

# ---- commands ----

cmd_hello() {
  mkdir -p "$base/store" "$base/support" "$base/apps" ||
    fail NO_SPACE "cannot make $base"
  find "$base/store" "$base"/apps/*/releases "$base"/.agent-* "$base"/apps/*/.[a-z]* \
    -name '.[!.]*' -mtime +0 -prune -exec rm -rf {} + 2>/dev/null
  say "base $base"
}

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

# Whether a file is there and is what its digest says; a damaged one is put away.
cmd_have() {
  case $1 in
    store | support) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
  check_word "$2"
  if [ -f "$base/$1/$2" ]; then
    digest "$base/$1/$2" || fail PROTOCOL "cannot read $1/$2"
    if [ "$sum" = "$3" ]; then
      say "have yes"
      return
    fi
    rm -f "$base/$1/$2"
  fi
  say "have no"
}

cmd_receive() {
  check_word "$1"
  cat >"$base/store/.part-$1" || fail NO_SPACE "cannot write the file"
}

# Checks what was uploaded, from the disk, and gives it its name.
cmd_keep() {
  case $2 in
    store | support) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
  check_word "$1"
  check_word "$3"
  part=$base/store/.part-$1
  [ -f "$part" ] || fail NOT_FOUND "the uploaded file is not where commands find it"
  digest "$part" || fail PROTOCOL "cannot read the uploaded file"
  if [ "$sum" != "$4" ]; then
    rm -f "$part"
    fail DIGEST_MISMATCH "$sum"
  fi
  { chmod 0600 "$part" && mv -f "$part" "$base/$2/$3"; } ||
    fail NO_SPACE "cannot name the file"
}

cmd_drop() {
  check_word "$1"
  rm -f "$base/store/.part-$1"
}

# Receives one file of a release being made.
cmd_file() {
  check_app "$1"
  check_word "$2"
  check_word "$3"
  { mkdir -p "$dir/releases/.new-$2" && cat >"$dir/releases/.new-$2/$3"; } ||
    fail NO_SPACE "cannot write the release"
}

# The last lines of standard error written at or after a position.
last_errors() {
  last_segment
  [ -n "$segment" ] || return 0
  plain "$segment"
  from=$(($1 - number))
  [ $from -ge 0 ] || from=0
  tail -c +$((from + 1)) "$dir/log/$segment" | sed -n 's/^[0-9]* [eE] /wrote /p' | tail -n 5
}

cmd_activate() {
  check_app "$1"
  check_word "$2"
  check_number "$3"
  new=$dir/releases/.new-$2
  [ -f "$new/run" ] || fail NOT_FOUND "the new release is not there"
  lock
  old=
  [ -L "$dir/current" ] && old=$(readlink "$dir/current") && old=${old##*/}
  number=0
  for release in "$dir/releases/"[0-9]*; do
    release=${release##*/}
    case $release in
      *[!0-9]*) continue ;;
    esac
    [ "$release" -gt "$number" ] && number=$release
  done
  number=$((number + 1))
  new_number=$number
  true_state
  was=$st_state
  before=
  [ -r "$dir/state" ] && [ "$was" != running ] && before=$(cat "$dir/state")
  mv "$new" "$dir/releases/$new_number" || fail NO_SPACE "cannot make the release"
  say "release $new_number"
  stop_running
  log_end
  log_before=$end
  if ! switch_to "$new_number"; then
    rm -rf "$dir/releases/$new_number"
    [ "$was" = running ] && start_release "$old"
    fail NO_SPACE "cannot switch to the new release"
  fi
  say "switched"
  healthy=no
  if start_release "$new_number"; then
    healthy=yes
    waited=0
    while [ "$waited" -lt "$3" ]; do
      true_state
      if [ "$st_state" != running ]; then
        [ "$st_status" = 0 ] || healthy=no
        break
      fi
      tick
      waited=$((waited + 1))
    done
  fi
  if [ $healthy = yes ]; then
    return
  fi
  failed_status=$st_status
  stop_running
  last_errors "$log_before"
  if [ -n "$old" ]; then
    switch_to "$old"
    log_event "Release $new_number did not start well; went back to release $old."
    if [ "$was" = running ]; then
      start_release "$old"
    else
      say "$before" >"$dir/.state-$$" && mv -f "$dir/.state-$$" "$dir/state"
    fi
  else
    rm -f "$dir/current" "$dir/state"
    log_event "Release $new_number did not start well; there is no earlier one."
  fi
  rm -rf "$dir/releases/$new_number"
  fail START_FAILED "${failed_status:--}"
}

print_status() {
  release=$(readlink "$dir/current")
  release=${release##*/}
  true_state
  json=$dir/current/release.json
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$json" 2>/dev/null)
  sum=-
  [ -n "$recorded" ] && [ -f "$base/store/$recorded" ] && digest "$base/store/$recorded"
  say "app $app"
  say "release $release"
  say "state $st_state"
  say "status ${st_status:--}"
  say "since ${st_since:--}"
  say "digest $sum"
  say "json $(cat "$json" 2>/dev/null)"
}

cmd_status() {
  need_app "$1"
  print_status
}

cmd_list() {
  for folder in "$base"/apps/*; do
    if [ -L "$folder/current" ]; then
      check_app "${folder##*/}"
      print_status
    fi
  done
}

cmd_stop() {
  need_app "$1"
  lock
  stop_running
}

cmd_logend() {
  check_app "$1"
  [ -d "$dir" ] || fail NOT_FOUND "no such app"
  log_end
  say "end $end"
}

# The log from a position on, after waiting up to that many seconds for something to be there.
cmd_log() {
  check_app "$1"
  check_number "$2"
  check_number "$3"
  plain "$2"
  from=$number
  pause=0.1
  waited=0
  while :; do
    [ -d "$dir" ] || fail NOT_FOUND "no such app"
    log_end
    if [ "$end" -gt "$from" ] || [ "$waited" -ge $(($3 * 10)) ]; then
      break
    fi
    if sleep $pause 2>/dev/null; then
      case $pause in
        0.1) waited=$((waited + 1)) ;;
        *) waited=$((waited + 5)) ;;
      esac
      [ $waited -lt 20 ] || pause=0.5
    else
      sleep 1
      waited=$((waited + 10))
    fi
  done
  # The segment that holds the position: the last one that begins at or before it and has not ended.
  chosen='' closed=no
  for name in "$dir/log/"[0-9]*; do
    [ -f "$name" ] || continue
    plain "${name##*/}"
    if [ -n "$chosen" ]; then
      size_of "$chosen"
      if [ "$from" -lt $((chosen_start + size)) ]; then
        closed=yes
        break
      fi
    fi
    chosen=$name
    chosen_start=$number
  done
  if [ -z "$chosen" ]; then
    say "log $from $end no"
    say ok
    return
  fi
  [ "$from" -ge "$chosen_start" ] || from=$chosen_start
  say "log $from $end $closed"
  say ok
  tail -c +$((from - chosen_start + 1)) "$chosen" 2>/dev/null
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  supervise)
    check_app "$1"
    check_number "$2"
    supervise "$2"
    exit
    ;;
esac
say "continuum-agent 1"
case $command in
  hello | probe | space | have | receive | keep | drop | file | activate | status | list | stop | logend)
    "cmd_$command" "$@"
    say ok
    ;;
  log) cmd_log "$@" ;;
  *) fail PROTOCOL "no such command" ;;
esac
