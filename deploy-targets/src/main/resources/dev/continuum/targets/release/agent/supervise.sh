# ---- running ----

# In hundredths of a second: the first back-off and the longest, how long a run must last to count as
# a good one, and how long a sleep may last before the clock is looked at again.
backoff_first=100
backoff_most=6000
good_run=6000
longest_sleep=6000

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

event() {
  say "$(now) s $*" >&3
}

# Bounds this process and what it will start. An app that wants more memory is told so, and the rest
# of the device lives on; a smaller bound that is already there stays.
# shellcheck disable=SC3045 # dash and ash have these options, and a shell without them goes without
set_limits() {
  if [ -n "$po_memory" ]; then
    ulimit -d "$po_memory" 2>/dev/null ||
      event "This device cannot limit memory to $po_memory KiB: there is no such limit."
  else
    memory_bound
    [ -z "$bound" ] || ulimit -d "$bound" 2>/dev/null
  fi
  if [ -n "$po_cpu" ]; then
    # First a signal that tells why, and force a little later.
    { ulimit -S -t "$po_cpu" && ulimit -H -t $((po_cpu + 5)); } 2>/dev/null ||
      event "This device cannot limit processor time to $po_cpu s: there is no such limit."
  fi
  if [ -n "$po_files" ]; then
    ulimit -n "$po_files" 2>/dev/null ||
      event "This device cannot limit open files to $po_files: there is no such limit."
  fi
}

# In the middle of the supervisor's pipes: runs the release once and waits for it. Descriptor 3 leads
# to the log, 4 to the tagging of standard error.
run_release() {
  apart=
  have setsid && apart=setsid
  st_pid=
  # The system is going down: the app is told, and awaited all the same.
  trap 'interrupted=yes; [ -z "$st_pid" ] || kill -TERM "$st_group" 2>/dev/null' TERM
  event "Release $1 started."
  (
    set_limits
    unset CONTINUUM_SUPERVISES
    CONTINUUM_APP=$dir/
    export CONTINUUM_APP
    exec 2>&4 3>&- 4>&-
    # shellcheck disable=SC2086 # a program or none
    exec $apart sh "$dir/releases/$1/run"
  ) </dev/null &
  st_pid=$!
  st_group=$st_pid
  [ -z "$apart" ] || st_group=-$st_pid
  read_began "$st_pid"
  st_began=$ticks
  st_state=running
  # What is not written down cannot be stopped, so it does not run.
  if ! write_state; then
    event "The state cannot be written (is the disk full?): release $1 is ended."
    kill -KILL "$st_group" 2>/dev/null
  fi
  ended_with=
  while :; do
    interrupted=
    wait "$st_pid"
    waited=$?
    { [ $waited = 127 ] && [ -n "$ended_with" ]; } || ended_with=$waited
    [ -n "$interrupted" ] || break
  done
  # Nothing of the release outlives its first process.
  [ "$st_group" = "$st_pid" ] || kill -KILL "$st_group" 2>/dev/null
  sweep "CONTINUUM_APP=$dir/" "$st_super_began"
  say "$ended_with" 2>/dev/null >"$dir/.ended"
}

# How a run ended, as the log says it.
how_it_ended() {
  if [ -z "$st_status" ]; then
    how="exited with an unknown status"
    return
  fi
  how="exited with $st_status"
  [ "$st_status" -gt 128 ] || return 0
  name=$(kill -l $((st_status - 128)) 2>/dev/null)
  case $name in
    '' | *[!A-Z0-9]* | [0-9]*) return 0 ;;
  esac
  how="was ended by the signal ${name#SIG} (status $st_status)"
  [ "${name#SIG}" != XCPU ] || how="$how: it had used up its processor time of $po_cpu s"
}

# Sleeps until the clock shows a time; less when the app is being stopped. Fails in that case.
sleep_until() {
  while [ -z "$ended" ] && [ ! -e "$dir/stopping" ]; do
    read_clock
    left=$(($1 - clock))
    [ $left -gt 0 ] || return 0
    [ $left -le $longest_sleep ] || left=$longest_sleep
    choose_pause $left
    sleep "$pause" >/dev/null 2>&1 3>&- &
    sleeper=$!
    [ -n "$ended" ] || wait "$sleeper"
    kill "$sleeper" 2>/dev/null
    sleeper=
  done
  return 1
}

# Waits for the next start, as a state that others can see and end.
await() {
  st_due=$1
  st_state=waiting
  # TERM to this very process ends its sleep; $$ is the one around it.
  st_pid=$(exec sh -c 'echo "$PPID"')
  st_group=$st_pid
  read_began "$st_pid"
  st_began=$ticks
  write_state || event "The state cannot be written (is the disk full?): the one before stays."
  sleep_until "$1"
}

# The supervisor's heart: runs a release again and again, as its policy says.
run_by_policy() {
  ended='' sleeper=''
  trap 'ended=yes; [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null' TERM
  exec 3>&1
  read_policy "$dir/releases/$1"
  st_release=$1
  st_restarts=0
  delay=$backoff_first
  read_clock
  due=$clock
  while :; do
    read_clock
    started=$clock
    st_due=
    if [ -n "$po_every" ]; then
      due=$((due + po_every * 100))
      st_due=$due
    fi
    rm -f "$dir/.ended"
    { run_release "$1" | tag o O 4>&- >&3; } 4>&1 | tag e E >&3
    st_status=
    [ -r "$dir/.ended" ] && read -r st_status <"$dir/.ended"
    if [ -e "$dir/stopping" ]; then
      event "Release $1 was stopped."
      return
    fi
    how_it_ended
    event "Release $1 $how."
    # Nobody would notice the end of what a supervisor without its outer half starts.
    if ! alive "$st_super" "$st_super_began"; then
      st_state=exited
      st_due=
      write_state
      rm -f "$dir/.ended"
      return
    fi
    [ -z "$ended" ] || return
    read_clock
    if [ -n "$po_every" ]; then
      if [ $clock -ge $due ]; then
        missed=$(((clock - due) / (po_every * 100) + 1))
        due=$((due + missed * po_every * 100))
        event "The run took longer than the time to the next one: $missed left out."
      fi
      event "The next run is in $(((due - clock + 50) / 100)) s."
      await $due
    elif [ "$po_restart" = always ] || { [ "$po_restart" = on-failure ] && [ "$st_status" != 0 ]; }; then
      [ $((clock - started)) -lt $good_run ] || delay=$backoff_first
      in_seconds "$delay"
      event "It is started again in $seconds s."
      if await $((clock + delay)); then
        st_restarts=$((st_restarts + 1))
      fi
      delay=$((delay * 2))
      [ $delay -le $backoff_most ] || delay=$backoff_most
    else
      return
    fi
    if [ -e "$dir/stopping" ]; then
      event "Release $1 was stopped before it was started again."
      return
    fi
    [ -z "$ended" ] || return
  done
}

supervise() {
  cd "$dir" || exit 1
  # Caught rather than ignored, so that what is started gets the usual behaviour.
  trap '' HUP
  trap : TERM
  mkdir -p "$dir/data"
  rm -f .ended
  mend_log || exit 1
  read_policy "$dir/releases/$1"
  st_super=$$
  read_began $$
  st_super_began=$ticks
  st_status=
  good_awk && choose_awk
  run_by_policy "$1" | write_log
  read_state
  if [ "$st_super" = $$ ]; then
    # Only one that was ended by force leaves its sleep behind.
    [ "$st_state" != waiting ] || sweep "CONTINUUM_SUPERVISES=$dir/" "$st_super_began"
    [ "$st_state" = waiting ] || st_status=
    [ -r .ended ] && read -r st_status <.ended
    st_state=exited
    if [ -e stopping ]; then
      st_state=stopped
      st_status=
    fi
    st_due=
    write_state
  fi
  rm -f .ended
}

# Starts a release and waits until its supervisor has written down that it runs.
start_release() {
  rm -f "$dir/stopping"
  [ ! -e "$dir/state" ] || mv -f "$dir/state" "$dir/.state-0"
  CONTINUUM_SUPERVISES=$dir/
  export CONTINUUM_SUPERVISES
  if have setsid; then
    setsid sh "$self" supervise "$app" "$1" </dev/null >/dev/null 2>&1 &
  elif have nohup; then
    nohup sh "$self" supervise "$app" "$1" </dev/null >/dev/null 2>&1 &
  else
    sh "$self" supervise "$app" "$1" </dev/null >/dev/null 2>&1 &
  fi
  starter=$!
  unset CONTINUUM_SUPERVISES
  read_began "$starter"
  starter_began=$ticks
  read_clock
  limit=$((clock + 1000))
  while :; do
    read_state
    if [ -n "$st_super" ]; then
      rm -f "$dir/.state-0"
      return 0
    fi
    read_clock
    if [ "$clock" -ge $limit ]; then
      sweep "CONTINUUM_SUPERVISES=$dir/" "$starter_began"
      sweep "CONTINUUM_APP=$dir/" "$starter_began"
      [ ! -e "$dir/.state-0" ] || mv -f "$dir/.state-0" "$dir/state"
      return 1
    fi
    # Where it ended without a word, a second is enough for one that left its parent.
    alive "$starter" "$starter_began" || [ $limit -lt $((clock + 100)) ] || limit=$((clock + 100))
    fine_tick
  done
}

# What a supervisor or a stop that ended by force left in the app's folder.
remove_leftovers() {
  rm -f "$dir/stopping" "$dir/.ended" "$dir"/.state-[0-9]*
}

# Ends the app and all it started: as much grace as its policy gives, then force.
stop_running() {
  true_state
  if ! active; then
    remove_leftovers
    return 0
  fi
  read_policy "$dir/releases/$st_release"
  oldest=$st_super_began
  # Where the supervisor cannot be told, it must not start the app again either.
  printf '' 2>/dev/null >"$dir/stopping" || sweep "CONTINUUM_SUPERVISES=$dir/" "$oldest"
  read_clock
  force=$((clock + po_grace * 100))
  told='' forced=''
  while :; do
    alive "$st_pid" "$st_began" || alive "$st_super" "$st_super_began" || break
    if [ -n "$st_pid" ] && alive "$st_pid" "$st_began"; then
      if [ $clock -ge $force ]; then
        # The supervisor waiting for its next start listens; an app may not.
        [ "$st_state" = waiting ] || kill -KILL "$st_group" 2>/dev/null
        : "${forced:=$clock}"
      elif [ "$told" != "$st_pid" ] || [ "$st_state" = waiting ]; then
        kill -TERM "$st_group" 2>/dev/null
        told=$st_pid
      fi
    elif [ -z "$forced" ]; then
      # The app is gone, and its supervisor has five seconds to write the last of the log.
      forced=$clock
    fi
    [ -z "$forced" ] || [ $clock -lt $((forced + 500)) ] || break
    if [ $((clock - force + po_grace * 100)) -lt 100 ]; then
      fine_tick
    else
      tick
    fi
    read_clock
    read_state
  done
  read_state
  if active; then
    sweep "CONTINUUM_SUPERVISES=$dir/" "$oldest"
    sweep "CONTINUUM_APP=$dir/" "$oldest"
    st_state=stopped
    st_status=
    st_due=
    write_state
    log_event "Release $st_release was stopped."
  fi
  remove_leftovers
}
