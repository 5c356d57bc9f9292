# ---- state: the file an app's supervisor and its stoppers keep ----

read_state() {
  st_release='' st_state='' st_pid='' st_began='' st_group='' st_super='' st_super_began=''
  st_since='' st_status='' st_restarts='' st_due='' st_clock='' st_boot=''
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
      due) st_due=$value ;;
      clock) st_clock=$value ;;
      boot) st_boot=$value ;;
    esac
  done <"$dir/state"
  read_boot
  if [ "$st_boot" != "$boot_id" ]; then
    # Process ids of another start of the system say nothing, however well they fit; nor do clocks.
    st_pid='' st_began='' st_super='' st_super_began='' st_due='' st_clock=''
  fi
}

# Replaces the state in one rename. When that fails, the old one stays as it was.
write_state() {
  read_clock
  read_boot
  {
    printf '%s %s\n' release "$st_release" state "$st_state" pid "$st_pid" began "$st_began" \
      group "$st_group" supervisor "$st_super" supervisor-began "$st_super_began" \
      since "$(now)" status "$st_status" restarts "$st_restarts" due "$st_due" clock "$clock" \
      boot "$boot_id" >"$dir/.state-$$" && mv -f "$dir/.state-$$" "$dir/state"
  } 2>/dev/null || {
    rm -f "$dir/.state-$$"
    return 1
  }
}

# Whether the app does something that can be stopped: it runs, or will by itself.
active() {
  [ "$st_state" = running ] || [ "$st_state" = waiting ]
}

# The state as it is: a supervisor that is gone can no longer tell how its app ended.
true_state() {
  read_state
  [ -n "$st_state" ] || st_state=stopped
  watched=yes
  active || return 0
  alive "$st_super" "$st_super_began" && return 0
  if [ "$st_state" = waiting ]; then
    st_state=exited
  elif alive "$st_pid" "$st_began"; then
    watched=no
  else
    st_state=exited
    st_status=
  fi
}

# ---- policy: what a release asks of its supervisor ----

# Of the release in a folder.
read_policy() {
  po_restart=never po_grace=5 po_boot=no po_every='' po_memory='' po_cpu='' po_files=''
  [ -r "$1/policy" ] || return 0
  while read -r key value; do
    case $key:$value in
      restart:never | restart:on-failure | restart:always) po_restart=$value ;;
      boot:yes | boot:no) po_boot=$value ;;
      *:0?* | *:*[!0-9]* | *:) ;;
      grace:*) po_grace=$value ;;
      every:[1-9]*) po_every=$value ;;
      memory:*) po_memory=$value ;;
      cpu:*) po_cpu=$value ;;
      files:*) po_files=$value ;;
    esac
  done <"$1/policy"
}
