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

# Makes sure there is a segment.
open_segment() {
  mkdir -p "$dir/log" || return 1
  last_segment
  [ -z "$segment" ] || return 0
  segment=00000000000000000000
  # Not with ":": a shell ends when that one's file cannot be made.
  printf '' >"$dir/log/$segment"
}

# Whether the last record of the segment was cut off.
torn() {
  [ -s "$dir/log/$segment" ] && [ -n "$(tail -c 1 "$dir/log/$segment")" ]
}

# Makes sure there is a segment that ends with a whole record.
open_log() {
  open_segment || return 1
  ! torn || echo >>"$dir/log/$segment"
}

# Ends a record that was cut off as it was written, and says so and what else it is told to. Fails
# while not all of that can be written.
mend_log() {
  open_segment || return 1
  if torn; then
    was_torn=yes
    echo >>"$dir/log/$segment" || return 1
  fi
  mend=
  [ $was_torn = no ] || mend="$(now) s The line before this is incomplete."
  [ -z "${1:-}" ] || mend=${mend:+"$mend
"}"$(now) s $1"
  [ -n "$mend" ] || return 0
  size_of "$dir/log/$segment"
  before=$size
  say "$mend" >>"$dir/log/$segment"
  size_of "$dir/log/$segment"
  [ "$size" -ge $((before + ${#mend} + 1)) ] && was_torn=no
} 2>/dev/null
was_torn=no

log_event() {
  open_log && say "$(now) s $*" >>"$dir/log/$segment"
}

# Both are asked once by a supervisor, before its pipes: each answer costs a process.
good_awk() {
  if [ -z "${awk_good:-}" ]; then
    awk_good=no
    have awk && awk 'BEGIN { exit !(systime() > 0) }' </dev/null >/dev/null 2>&1 && awk_good=yes
  fi
  [ "$awk_good" = yes ]
}

# mawk alone wants to be told not to wait for full buffers, and BusyBox's awk never tells that
# something could not be written.
choose_awk() {
  [ -z "${awk_option+known}" ] || return 0
  awk_option='' check=0
  case $(awk -W version </dev/null 2>&1) in
    mawk*) awk_option="-W interactive" ;;
    *BusyBox*) check=1 ;;
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

lines_missing="Lines are missing here: the log could not be written."

# Leaves out what comes within a second or so; fails when nothing comes any more.
leave_out() {
  # shellcheck disable=SC2086 # an option or none
  awk $awk_option '
    BEGIN { end = systime() + 1 }
    systime() >= end { more = 1; exit }
    END { exit !more }' 2>/dev/null
}

# Appends standard input's records to the segments of the log. While that cannot be done they are
# left out, and the app is not held up.
write_log() {
  cd "$dir/log" || exit 1
  if good_awk; then
    choose_awk
    # A full disk makes awk fail.
    # shellcheck disable=SC2086 # an option or none
    until size_of "$segment" && plain "$segment" && awk $awk_option -v segment="$segment" \
      -v start="$number" -v size="$size" -v limit="$segment_limit" -v kept="$segments_kept" \
      -v check="$check" '
      BEGIN {
        while (check && skipped < size && (getline back < ("./" segment)) > 0)
          skipped += length(back) + 1
      }
      # Reads back what was written; the records of others may be before it.
      function written(   back) {
        while ((getline back < ("./" segment)) > 0)
          if (back == $0) return 1
        return 0
      }
      function rotate(   command, real, name, names, count, i) {
        close(segment)
        close("./" segment)
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
        failed = fflush(segment)
        if (check ? !written() : failed != 0) exit 1
        size += bytes
      }' 2>/dev/null; do
      sleep 1
      until mend_log "$lines_missing"; do
        leave_out || return 0
      done
    done
  else
    size_of "$segment"
    whole=yes
    while IFS= read -r line || [ -n "$line" ]; do
      if [ $whole = no ]; then
        mend_log "$lines_missing" || continue
        whole=yes
        size_of "$segment"
      fi
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
      printf '%s\n' "$line" 2>/dev/null >>"$segment" || whole=no
      size=$((size + bytes))
    done
  fi
}

cmd_logend() {
  check_app "$1"
  [ -d "$dir" ] || fail NOT_FOUND "no such app"
  log_end
  say "end $end"
}

# The segment that holds position $from: the last one that begins at or before it and has not ended,
# or the oldest. Sets chosen (empty: there is no log), chosen_start, chosen_size, and closed: whether
# nothing will be added to it, since there was a newer one before its size was asked for.
choose_segment() {
  chosen='' closed=no chosen_start=0 chosen_size=0
  for name in "$dir/log/"[0-9]*; do
    [ -f "$name" ] || continue
    plain "${name##*/}"
    if [ -n "$chosen" ]; then
      size_of "$chosen"
      chosen_size=$size
      if [ "$from" -lt $((chosen_start + size)) ]; then
        closed=yes
        return
      fi
    fi
    chosen=$name
    chosen_start=$number
  done
  if [ -n "$chosen" ]; then
    size_of "$chosen"
    chosen_size=$size
  fi
}

# The first so many bytes of standard input.
first_bytes() {
  if [ "$(echo ab | head -c 1 2>/dev/null)" = a ]; then
    first_bytes() { head -c "$1"; }
  else
    first_bytes() { dd bs=1 count="$1" 2>/dev/null; }
  fi
  first_bytes "$1"
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
    wait_for_more
  done
  choose_segment
  if [ -z "$chosen" ]; then
    say "log $from $end no"
    return
  fi
  [ "$from" -ge "$chosen_start" ] || from=$chosen_start
  say "log $from $end $closed"
  say ok
  answered=yes
  tail -c +$((from - chosen_start + 1)) "$chosen" 2>/dev/null
}

# One look's pause: longer once nothing came for two seconds. Counts tenths of a second in waited.
wait_for_more() {
  if sleep "$pause" 2>/dev/null; then
    case $pause in
      0.1) waited=$((waited + 1)) ;;
      *) waited=$((waited + 5)) ;;
    esac
    [ "$waited" -lt 20 ] || pause=0.5
  else
    sleep 1
    waited=$((waited + 10))
  fi
}

# The log from a position on as it grows, for so many seconds and about so many bytes, in frames: a
# line `frame FROM LENGTH END START`, then LENGTH bytes from position FROM on; START is where their
# segment begins. The first frame comes at once, an empty one after five quiet seconds: so this ends
# soon after nobody listens any more.
cmd_follow() {
  check_app "$1"
  check_number "$2"
  check_number "$3"
  check_number "$4"
  [ -d "$dir" ] || fail NOT_FOUND "no such app"
  plain "$2"
  from=$number
  plain "$3"
  tenths=$((number * 10))
  plain "$4"
  left=$number
  say ok
  answered=yes
  told=no
  all=0
  while [ -d "$dir" ]; do
    waited=0
    pause=0.1
    while :; do
      log_end
      [ "$end" -le "$from" ] || break
      [ $told = yes ] || break
      [ $waited -lt 50 ] || break
      wait_for_more
    done
    all=$((all + waited))
    choose_segment
    [ "$from" -ge "$chosen_start" ] || from=$chosen_start
    length=$((chosen_start + chosen_size - from))
    [ $length -ge 0 ] || length=0
    [ $length -le 262144 ] || length=262144
    if [ $length -gt 0 ]; then
      {
        say "frame $from $length $end $chosen_start" || return
        tail -c +$((from - chosen_start + 1)) 2>/dev/null | first_bytes $length || return
      } <"$chosen" || continue
    else
      say "frame $from 0 $end $chosen_start" || return
    fi
    told=yes
    from=$((from + length))
    left=$((left - length))
    [ $left -gt 0 ] && [ $all -lt $tenths ] || return 0
    # What comes in a moment comes in one frame.
    if [ $((from + 131072)) -gt "$end" ] && [ $length -gt 0 ]; then
      tick
      all=$((all + 1))
    fi
  done
}

# Where in a segment the first record at or after a time begins, or the last start of a release;
# nothing when there is none.
find_record() {
  if good_awk; then
    awk -v kind="$1" -v limit="$2" '
      kind == "since" && $1 + 0 >= limit { print at + 0; exit }
      kind == "started" && /^[0-9]+ s Release [0-9]+ started/ { found = 1; last = at }
      { at += length($0) + 1 }
      END { if (found) print last + 0 }' 2>/dev/null
  else
    at=0
    last=
    while IFS= read -r line; do
      case $1 in
        since)
          if [ "${line%% *}" -ge "$2" ] 2>/dev/null; then
            last=$at
            break
          fi
          ;;
        started)
          case $line in
            [0-9]*' s Release '[0-9]*' started'*) last=$at ;;
          esac
          ;;
      esac
      at=$((at + ${#line} + 1))
    done
    [ -z "$last" ] || say "$last"
  fi
}

# Where to begin reading: `since` so many seconds ago by the device's clock, the last so many
# `lines`, or where a release was last `started`.
cmd_logat() {
  check_app "$1"
  check_number "$3"
  [ -d "$dir" ] || fail NOT_FOUND "no such app"
  plain "$3"
  wanted=$number
  log_end
  position=$end
  limit=$(($(now) - wanted))
  backwards=
  for name in "$dir/log/"[0-9]*; do
    [ -f "$name" ] && backwards="${name##*/} $backwards"
  done
  for segment in $backwards; do
    plain "$segment"
    start=$number
    name=$dir/log/$segment
    case $2 in
      since)
        seconds=
        read -r seconds line <"$name" || [ -n "$seconds" ] || continue
        if [ "$seconds" -ge "$limit" ] 2>/dev/null; then
          position=$start
          continue
        fi
        found=$(find_record since "$limit" <"$name")
        [ -z "$found" ] || position=$((start + found))
        break
        ;;
      lines)
        [ "$wanted" -gt 0 ] || break
        size_of "$name"
        # shellcheck disable=SC2046 # two numbers
        set -- app lines $(first_bytes "$size" <"$name" | tail -n "$wanted" | wc -lc)
        position=$((start + size - $4))
        wanted=$((wanted - $3))
        ;;
      started)
        position=$start
        found=$(find_record started 0 <"$name")
        if [ -n "$found" ]; then
          position=$((start + found))
          break
        fi
        ;;
      *) fail PROTOCOL "no such place in a log" ;;
    esac
  done
  say "at $position"
}
