# ---- the lock of an app ----

# Takes the lock; refused while another process holds it.
lock() {
  mkdir -p "$dir/releases" "$dir/data" "$dir/log" || fail NO_SPACE "cannot make the app's folder"
  if ! mkdir "$dir/lock" 2>/dev/null; then
    [ -d "$dir/lock" ] || fail NO_SPACE "cannot make the app's lock"
    # Its owner writes its name at once; a lock without one after a second has lost its owner.
    [ -s "$dir/lock/owner" ] || sleep 1
    lock_owner
    if alive "$owner" "$owner_began"; then
      fail BUSY "${owner_since:--} ${owner_what:--} $owner"
    fi
    mv "$dir/lock" "$dir/.stale-$$" 2>/dev/null || fail BUSY "- - -"
    rm -rf "$dir/.stale-$$"
    mkdir "$dir/lock" 2>/dev/null || fail BUSY "- - -"
  fi
  # Caught rather than ignored, so that what is started gets the usual behaviour: a cut connection
  # must not end this half way.
  trap : PIPE HUP
  locked=$dir/lock
  trap 'rm -rf "$locked" ${making:+"$making"}' EXIT
  say "$$ $(began $$) $(now) ${command:--}" >"$dir/lock/owner"
  finish_switch
}

lock_owner() {
  owner='' owner_began='' owner_since='' owner_what=''
  [ ! -r "$dir/lock/owner" ] ||
    read -r owner owner_began owner_since owner_what <"$dir/lock/owner"
}

# The folder of a release being made, which must not stay behind.
making=

switch_to() {
  rm -f "$dir/.current-$$"
  ln -s "releases/$1" "$dir/.current-$$" || return 1
  # Renaming over a link takes an option that POSIX lacks: -T for GNU and BusyBox, -h for BSD.
  mv -Tf "$dir/.current-$$" "$dir/current" 2>/dev/null ||
    mv -hf "$dir/.current-$$" "$dir/current" 2>/dev/null ||
    { rm -f "$dir/.current-$$" && ln -sfn "releases/$1" "$dir/current"; }
}

# ---- a switch, and one that was left half way ----

# The file "switching" is there from before anything is touched until all is done, and says how to
# go back: from which release, whether it ran, to which one, and whether that one was new. A fifth
# argument is where the files of a new one are; they are on the disk first.
begin_switch() {
  {
    say "from ${1:--}"
    say "was $2"
    say "to $3"
    say "made $4"
  } >"$dir/.switching-$$" || return 1
  folder=${5:-"$dir/releases/$3"}
  flush "$folder"/* "$folder" "$base/store" "$base/support" "$dir/.switching-$$"
  mv -f "$dir/.switching-$$" "$dir/switching"
}

was_active() {
  [ "$1" = running ] || [ "$1" = waiting ]
}

# Goes back to where a switch began.
go_back() {
  if [ "$sw_from" != - ] && [ -d "$dir/releases/$sw_from" ]; then
    switch_to "$sw_from"
    log_event "$1; went back to release $sw_from."
    if was_active "$sw_was"; then
      start_release "$sw_from"
    elif [ -r "$dir/.state-before" ]; then
      mv -f "$dir/.state-before" "$dir/state"
    fi
    say "now $sw_from"
  else
    rm -f "$dir/current" "$dir/state"
    log_event "$1; there is no earlier one."
  fi
  [ "$sw_made" != yes ] || rm -rf "$dir/releases/$sw_to"
  rm -f "$dir/switching" "$dir/.state-before"
}

# Under the lock: undoes what a process that was killed left half way.
finish_switch() {
  [ -e "$dir/switching" ] || return 0
  sw_from=- sw_was=stopped sw_to='' sw_made=no
  while read -r key value; do
    case $key in
      from) sw_from=$value ;;
      was) sw_was=$value ;;
      to) sw_to=$value ;;
      made) sw_made=$value ;;
    esac
  done <"$dir/switching"
  case $sw_to in
    '' | *[!0-9]*)
      # The power was cut as it was made: nothing else was touched yet.
      rm -f "$dir/switching" "$dir/.state-before"
      return
      ;;
  esac
  on=
  [ -L "$dir/current" ] && on=$(readlink "$dir/current") && on=${on##*/}
  true_state
  if [ "$on" = "$sw_from" ] && [ "$st_release" = "$sw_from" ] &&
    { was_active "$st_state" || ! was_active "$sw_was"; }; then
    # Nothing had been touched yet, but that it was to be stopped may be noted.
    [ "$sw_made" != yes ] || rm -rf "$dir/releases/$sw_to"
    rm -f "$dir/stopping" "$dir/switching" "$dir/.state-before"
    return
  fi
  # A supervisor that was just being started has not written its state yet.
  waited=0
  while [ ! -e "$dir/state" ] && [ $waited -lt 10 ]; do
    tick
    waited=$((waited + 1))
  done
  stop_running
  go_back "The switch to release $sw_to was cut off"
}

# Outside of the lock, in a shell of its own: the same, unless somebody is at it.
settle() {
  [ -e "$dir/switching" ] || return 0
  lock_owner
  alive "$owner" "$owner_began" || lock
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

# What makes the release a good one, from its policy: kind, and hundredths of a second.
read_health() {
  health=alive health_time=300
  [ -r "$1/policy" ] || return 0
  while read -r key value rest; do
    [ "$key" = health ] || continue
    health=$value
    fraction=00
    case $rest in
      *.*) fraction=${rest#*.} ;;
    esac
    plain "${rest%.*}$fraction"
    check_number "$number"
    health_time=$number
  done <"$1/policy"
  if [ "$health" = says ]; then
    echo | grep -E -f "$1/health-line" >/dev/null 2>&1
    [ $? -le 1 ] || fail BAD_LINE "grep does not understand the line to wait for"
  fi
}

# A clock in hundredths of a second, where the system has one; otherwise of naps taken.
watch_clock() {
  if read -r up rest 2>/dev/null </proc/uptime; then
    plain "${up%.*}${up#*.}"
    clock=$number
  else
    clock=$napped
  fi
}

napped=0

# A nap that is the longer the longer one has waited: for that many hundredths of a second.
nap() {
  if [ "$1" -lt 50 ]; then
    length=2
  elif [ "$1" -lt 500 ]; then
    length=10
  else
    length=50
  fi
  if sleep "0.$((length / 10))$((length % 10))" 2>/dev/null; then
    napped=$((napped + length))
  else
    sleep 1
    napped=$((napped + 100))
  fi
}

# Whether a line the app wrote since a position matches. Of what was looked at, the last piece is
# looked at again: a line may have been cut there.
said() {
  log_end
  [ "$end" -gt "$said_to" ] || return 1
  for name in "$dir/log/"[0-9]*; do
    plain "${name##*/}"
    size_of "$name"
    [ $((number + size)) -gt "$said_to" ] || continue
    skip=$((said_to - number))
    [ $skip -ge 0 ] || skip=0
    if tail -c +$((skip + 1)) "$name" | sed -n 's/^[0-9][0-9]* [oOeE] //p' |
      grep -E -f "$1" >/dev/null; then
      return 0
    fi
  done
  [ $((end - 8192)) -le "$said_to" ] || said_to=$((end - 8192))
  return 1
}

# Watches a release that was started until it is good or not; sets healthy and why.
watch_release() {
  healthy=no why=
  said_to=$log_before
  matched=no
  watch_clock
  began_at=$clock
  while :; do
    true_state
    if [ "$health" = says ] && said "$dir/releases/$1/health-line"; then
      matched=yes
    fi
    if [ "$st_state" != running ]; then
      why=${st_status:--}
      if [ "$st_status" = 0 ]; then
        case $health$matched in
          saysno) why=SILENT ;;
          *) healthy=yes ;;
        esac
      fi
      return
    fi
    if [ $matched = yes ]; then
      healthy=yes
      return
    fi
    watch_clock
    waited_for=$((clock - began_at))
    if [ $waited_for -ge "$health_time" ]; then
      case $health in
        says) why=SILENT ;;
        ends) why=LATE ;;
        *) healthy=yes ;;
      esac
      return
    fi
    nap $waited_for
  done
}

current_release() {
  old=
  [ -L "$dir/current" ] && old=$(readlink "$dir/current") && old=${old##*/}
}

# Under the lock: switches to a release, starts and watches it, and goes back when it is not good.
# The second argument is the folder of a new release, or nothing.
activate() {
  to=$1
  sw_to=$1 sw_made=no
  [ -z "$2" ] || sw_made=yes
  sw_from=${old:--}
  true_state
  sw_was=$st_state
  [ -r "$dir/state" ] && ! was_active "$sw_was" && cp "$dir/state" "$dir/.state-before"
  begin_switch "$old" "$sw_was" "$to" $sw_made "$2" || fail NO_SPACE "cannot begin the switch"
  if [ -n "$2" ] && ! mv "$2" "$dir/releases/$to"; then
    rm -f "$dir/switching"
    fail NO_SPACE "cannot make the release"
  fi
  [ "$sw_from" = - ] || say "from $sw_from"
  say "release $to"
  stop_running
  log_end
  log_before=$end
  if ! switch_to "$to"; then
    go_back "Release $to could not be switched to"
    fail NO_SPACE "cannot switch to the release"
  fi
  say "switched"
  healthy=no why=-
  if start_release "$to"; then
    watch_release "$to"
  fi
  if [ $healthy = yes ]; then
    rm -f "$dir/switching" "$dir/.state-before"
    # What is pruned after this is gone: the link must not come back to it.
    flush "$dir"
    return
  fi
  stop_running
  last_errors "$log_before"
  go_back "Release $to did not start well"
  fail START_FAILED "$why"
}

# The number of the next release: one that was never used before.
next_number() {
  next=0
  [ ! -r "$dir/last" ] || read -r next <"$dir/last"
  case $next in
    # A power cut may have emptied it.
    '' | *[!0-9]*) next=0 ;;
  esac
  for release in "$dir/releases/"[0-9]*; do
    release=${release##*/}
    case $release in
      *[!0-9]*) continue ;;
    esac
    [ "$release" -le "$next" ] || next=$release
  done
  next=$((next + 1))
  { say $next >"$dir/.last-$$" && mv -f "$dir/.last-$$" "$dir/last"; } ||
    fail NO_SPACE "cannot number the release"
}

# Before anything is stopped: the module of a release, from the disk, is what it was.
verify_release() {
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$1/release.json" 2>/dev/null)
  [ -n "$recorded" ] || fail DAMAGED "its record does not name its module"
  [ -f "$base/store/$recorded" ] || fail GONE "$recorded"
  digest "$base/store/$recorded" || fail GONE "$recorded"
  [ "$sum" = "$recorded" ] || fail DAMAGED "$recorded"
}

# Whether a release can be run and says how: what a power cut took is empty, or full of zero bytes.
legible() {
  [ -s "$1/run" ] || return 1
  [ -e "$1/policy" ] || return 0
  key=
  read -r key value <"$1/policy"
  [ -n "$key" ]
}

# Whether a release is as it was made, its module by the bytes on the disk. Where nothing can
# digest, that the module is there must do.
whole() {
  legible "$1" || return 1
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$1/release.json" 2>/dev/null)
  { [ -n "$recorded" ] && grep -q "$recorded" "$1/run" && [ -f "$base/store/$recorded" ]; } ||
    return 1
  (digest "$base/store/$recorded" && [ "$sum" = "$recorded" ]) >/dev/null 2>&1
  case $? in
    0 | 3) ;;
    *) return 1 ;;
  esac
}

# Receives the files of a new release one after the other, each of so many lines, and makes them the
# current release: all or nothing.
cmd_activate() {
  check_app "$1"
  check_word "$2"
  check_number "$3"
  token=$2
  keep=$3
  shift 3
  mkdir -p "$dir/releases" || fail NO_SPACE "cannot make the app's folder"
  making=$dir/releases/.new-$token
  trap 'rm -rf "$making"' EXIT
  mkdir "$making" || fail NO_SPACE "cannot make the release"
  while [ $# -ge 2 ]; do
    check_word "$1"
    check_number "$2"
    receive_lines "$2" >"$making/$1" || fail NO_SPACE "cannot write the release"
    [ "$received" = "$2" ] || fail PROTOCOL "the release did not arrive whole"
    shift 2
  done
  [ -f "$making/run" ] || fail PROTOCOL "there is nothing to run"
  lock
  verify_release "$making"
  read_health "$making"
  current_release
  next_number
  activate "$next" "$making"
  rm -f "$base/store/.use-$token"
  prune "$keep"
  ensure_boot
  print_status
}

receive_lines() {
  received=0
  while [ "$received" -lt "$1" ] && IFS= read -r line; do
    printf '%s\n' "$line" || return 1
    received=$((received + 1))
  done
}

need_release() {
  check_number "$1"
  [ -d "$dir/releases/$1" ] || fail NOT_FOUND "no such release"
}

cmd_rollback() {
  need_app "$1"
  need_release "$2"
  lock
  need_app "$1"
  need_release "$2"
  verify_release "$dir/releases/$2"
  read_health "$dir/releases/$2"
  say "verified"
  current_release
  activate "$2" ""
  ensure_boot
  print_status
}

# The numbers of all releases, lowest first, one a line.
numbers() {
  for release in "$dir/releases/"[0-9]*; do
    release=${release##*/}
    case $release in
      *[!0-9]*) ;;
      *) say "$release" ;;
    esac
  done | sort -n
}

cmd_releases() {
  need_app "$1"
  current_release
  say "current $old"
  for each in $(numbers); do
    folder=$dir/releases/$each
    recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$folder/release.json" 2>/dev/null)
    say "release $each"
    if [ -e "$folder/pinned" ]; then
      say "pinned yes"
    fi
    if [ -n "$recorded" ] && [ -f "$base/store/$recorded" ]; then
      say "present yes"
    fi
    say "json $(cat "$folder/release.json" 2>/dev/null)"
  done
}

cmd_pin() {
  need_app "$1"
  need_release "$2"
  lock
  need_release "$2"
  case $3 in
    yes) printf '' >"$dir/releases/$2/pinned" || fail NO_SPACE "cannot pin the release" ;;
    no) rm -f "$dir/releases/$2/pinned" ;;
    *) fail PROTOCOL "neither yes nor no" ;;
  esac
}

# Under the lock: removes all releases but the current one, the pinned and the newest so many.
prune() {
  current_release
  left=0 pruned=
  for each in $(numbers | sort -rn); do
    [ "$each" != "$old" ] || continue
    [ ! -e "$dir/releases/$each/pinned" ] || continue
    left=$((left + 1))
    [ $left -gt "$1" ] || continue
    mv "$dir/releases/$each" "$dir/releases/.old-$each-$$" || continue
    rm -rf "$dir/releases/.old-$each-$$"
    pruned="$each $pruned"
  done
  for each in $pruned; do
    say "pruned $each"
  done
  [ -z "$pruned" ] || collect
}

# Removes what no release of any app needs, nor one being made.
collect() {
  used=$(cat "$base"/apps/*/releases/*/run "$base"/apps/*/releases/.new-*/run \
    "$base"/store/.use-* 2>/dev/null)
  for file in "$base/store/"* "$base/support/"*; do
    [ -f "$file" ] || continue
    # What a runtime made beside a file of its own goes with that.
    name=${file##*/}
    name=${name%.native}
    case $used in
      *"$name"*) ;;
      *) rm -f "$file" ;;
    esac
  done
}

cmd_prune() {
  need_app "$1"
  check_number "$2"
  lock
  prune "$2"
  collect
}

# ---- starting, stopping, removing ----

start_current() {
  start_release "$old" || fail START_FAILED -
}

cmd_start() {
  need_app "$1"
  lock
  true_state
  was_active "$st_state" && return
  current_release
  verify_release "$dir/releases/$old"
  start_current
}

cmd_restart() {
  need_app "$1"
  lock
  current_release
  verify_release "$dir/releases/$old"
  stop_running
  start_current
}

cmd_remove() {
  need_app "$1"
  lock
  stop_running
  gone=$base/apps/.gone-$app-$$
  mv "$dir" "$gone" || fail NO_SPACE "cannot remove the app"
  rm -rf "$gone"
  collect
  ensure_boot
}
