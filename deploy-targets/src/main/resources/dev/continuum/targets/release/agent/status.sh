# ---- what apps do ----

print_status() {
  release=$(readlink "$dir/current")
  release=${release##*/}
  true_state
  shown_pid='' watched=yes
  if [ "$st_state" = running ]; then
    shown_pid=$st_pid
    alive "$st_super" "$st_super_began" || watched=no
  fi
  json=$dir/current/release.json
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$json" 2>/dev/null)
  sum=-
  [ -n "$recorded" ] && [ -f "$base/store/$recorded" ] && digest "$base/store/$recorded"
  say "app $app"
  say "release $release"
  say "state $st_state"
  say "status ${st_status:--}"
  say "since ${st_since:--}"
  say "restarts ${st_restarts:-0}"
  say "next ${st_next:--}"
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
  lock
  stop_running
}
