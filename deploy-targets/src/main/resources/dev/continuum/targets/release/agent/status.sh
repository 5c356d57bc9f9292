# ---- what apps do ----

print_status() {
  release=$(readlink "$dir/current")
  release=${release##*/}
  true_state
  json=$dir/current/release.json
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$json" 2>/dev/null)
  sum=-
  [ -n "$recorded" ] && [ -f "$base/store/$recorded" ] && digest "$base/store/$recorded"
  # Times are told from the clock that nobody sets, so that a clock set right later tells them right.
  # As long as both clocks agree within their rounding, the answer is the same each time.
  read_clock
  since=$st_since
  if [ -n "$st_clock" ]; then
    told=$(($(now) - (clock - st_clock) / 100))
    case $((told - ${st_since:-0})) in
      -1 | 0 | 1) ;;
      *) since=$told ;;
    esac
  fi
  next=
  if active && [ -n "$st_due" ]; then
    if [ "$st_due" -ge "$clock" ]; then
      next=$(($(now) + (st_due - clock) / 100))
    elif [ "$st_state" = waiting ]; then
      next=$(now)
    fi
  fi
  shown_pid=
  [ "$st_state" != running ] || shown_pid=$st_pid
  say "app $app"
  say "release $release"
  say "state $st_state"
  say "status ${st_status:--}"
  say "since ${since:--}"
  say "restarts ${st_restarts:-0}"
  say "next ${next:--}"
  say "pid ${shown_pid:--}"
  say "watched $watched"
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
      [ ! -e "$dir/switching" ] || (settle) >/dev/null
      print_status
    fi
  done
}

cmd_stop() {
  need_app "$1"
  # Where no folder can be made, as on a full disk, nobody else gets the lock either.
  if [ -d "$dir/lock" ] || mkdir "$dir/.room-$$" 2>/dev/null; then
    rm -rf "$dir/.room-$$"
    lock
  fi
  stop_running
}
