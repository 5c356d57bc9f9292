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

# ---- releases ----

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
