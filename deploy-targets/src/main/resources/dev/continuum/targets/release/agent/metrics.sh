# ---- what the device and its apps use ----

# The size of a page: the size of this shell's memory in bytes by its size in pages. Empty where that
# gives no power of two.
page_size() {
  page=
  { read -r line <"/proc/$$/stat" && read -r pages _ <"/proc/$$/statm"; } 2>/dev/null || return 0
  # shellcheck disable=SC2086 # the fields after the program's name, which may hold anything
  set -- ${line##*) }
  case ${21:-}$pages in
    '' | *[!0-9]*) return 0 ;;
  esac
  [ "$pages" -gt 0 ] || return 0
  page=$((${21} / pages))
  case $page in
    4096 | 8192 | 16384 | 32768 | 65536) ;;
    *) page= ;;
  esac
}

# A line for each app: name, state, first process and its start, supervisor and its start, restarts.
app_lines() {
  for folder in "$base"/apps/*; do
    [ -L "$folder/current" ] || continue
    check_app "${folder##*/}"
    st_restarts=
    read_state
    # A dash keeps the place of what is not there.
    set --
    for value in "$st_state" "$st_pid" "$st_began" "$st_super" "$st_super_began" "$st_restarts"; do
      case $value in
        '' | *[!a-z0-9]*) value=- ;;
      esac
      set -- "$@" "$value"
    done
    say "$app $*"
  done
}

# Sums over the processes of each app's session, and those that a process of it started. With awk in
# one go over all processes; the shell alone counts the session.
app_sums_awk() {
  { app_lines && say / && cat /proc/[0-9]*/stat 2>/dev/null; } |
    awk -v page="$1" '
      BEGIN { apps = 0 }
      !listed {
        if ($0 == "/") listed = 1
        else {
          name[++apps] = $1; state[apps] = $2; pid[apps] = $3; start[apps] = $4
          super[apps] = $5; superstart[apps] = $6; restarts[apps] = $7
        }
        next
      }
      {
        id = $1
        if (id !~ /^[0-9]+$/ || !match($0, /.*\) /)) next
        if (split(substr($0, RLENGTH + 1), f, " ") < 22 || f[1] == "Z") next
        seen[id] = 1
        parent[id] = f[2]; session[id] = f[4]; began[id] = f[20]
        ticks[id] = f[12] + f[13] + f[14] + f[15]
        resident[id] = f[22]
      }
      END {
        for (i = 1; i <= apps; i++) {
          running = 0
          if (state[i] == "running" && pid[i] in seen && began[pid[i]] == start[i]) {
            running = 1
            of[pid[i]] = i
          } else if (super[i] in seen && began[super[i]] == superstart[i] && superstart[i] != "-")
            running = (state[i] == "running")
          alive[i] = running
        }
        for (id in seen) {
          # Up the tree to an app; the bound is for a process list that changed while it was read.
          at = id
          for (step = 0; step < 64; step++) {
            if (at in of) break
            if (session[at] in of) { at = session[at]; break }
            if (!(at in parent)) break
            at = parent[at]
          }
          if (at in of) {
            i = of[at]
            processes[i]++
            cpu[i] += ticks[id]
            pages[i] += resident[id]
          }
        }
        for (i = 1; i <= apps; i++) {
          printf "app %s\n", name[i]
          if (state[i] == "running" && !alive[i]) state[i] = "exited"
          printf "state %s\n", state[i]
          if (restarts[i] != "-") printf "restarts %s\n", restarts[i]
          if (!processes[i]) continue
          printf "began %s\n", start[i]
          printf "processes %d\n", processes[i]
          printf "ticks %.0f\n", cpu[i]
          if (page > 0) printf "resident %.0f\n", pages[i] * page
        }
      }'
}

app_sums() {
  app_lines | while read -r name state pid start super superstart restarts; do
    say "app $name"
    if [ "$state" = running ] && ! alive "$pid" "$start" && ! alive "$super" "$superstart"; then
      state=exited
    fi
    say "state $state"
    [ "$restarts" = - ] || say "restarts $restarts"
    { [ "$state" = running ] && alive "$pid" "$start" && [ "$start" != - ]; } || continue
    processes=0 ticks=0 pages=0
    for stat in /proc/[0-9]*/stat; do
      read -r line 2>/dev/null <"$stat" || continue
      stat=${stat#/proc/}
      stat=${stat%/stat}
      # shellcheck disable=SC2086 # the fields after the program's name, which may hold anything
      set -- ${line##*) }
      { [ $# -ge 22 ] && [ "$1" != Z ]; } || continue
      if [ "$stat" = "$pid" ] || [ "$4" = "$pid" ] || [ "$2" = "$pid" ]; then
        processes=$((processes + 1))
        ticks=$((ticks + ${12} + ${13} + ${14} + ${15}))
        pages=$((pages + ${22}))
      fi
    done
    [ $processes -gt 0 ] || continue
    say "began $start"
    say "processes $processes"
    say "ticks $ticks"
    [ -z "$page" ] || say "resident $((pages * page))"
  done
}

# What is not known is left out. Ticks are hundredths of a second.
cmd_metrics() {
  if [ -r /proc/uptime ] && read -r uptime _ </proc/uptime; then
    say "uptime $uptime"
  fi
  if [ -r /proc/loadavg ] && read -r one five fifteen _ </proc/loadavg; then
    say "load $one $five $fifteen"
  fi
  if [ -r /proc/stat ] && read -r _ times </proc/stat; then
    say "cpu $times"
  fi
  memory_now
  [ -z "$memory_total" ] || say "memory $memory_total"
  [ -z "$memory_free" ] || say "memory-free $memory_free"
  disk_space
  [ -z "$disk_size" ] || say "disk $disk_size"
  [ -z "$disk_free" ] || say "disk-free $disk_free"
  page_size
  if have awk && [ -r /proc/self/stat ]; then
    app_sums_awk "${page:-0}"
  else
    app_sums
  fi
}
