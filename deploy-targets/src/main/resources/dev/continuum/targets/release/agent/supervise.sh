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
