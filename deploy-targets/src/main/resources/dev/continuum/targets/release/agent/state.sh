# ---- state: the file an app's supervisor and its stoppers keep ----

read_state() {
  st_release='' st_state='' st_pid='' st_began='' st_group='' st_super='' st_super_began=''
  st_since='' st_status='' st_restarts='' st_next=''
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
      restarts) st_restarts=$value ;;
      next) st_next=$value ;;
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
    say "restarts $st_restarts"
    say "next $st_next"
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
