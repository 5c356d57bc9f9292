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

# Makes sure there is a segment that ends with a whole record.
open_log() {
  mkdir -p "$dir/log" || return 1
  last_segment
  if [ -z "$segment" ]; then
    segment=00000000000000000000
    : >"$dir/log/$segment" || return 1
  elif [ -s "$dir/log/$segment" ] && [ -n "$(tail -c 1 "$dir/log/$segment")" ]; then
    echo >>"$dir/log/$segment"
  fi
}

log_event() {
  open_log && say "$(now) s $*" >>"$dir/log/$segment"
}

good_awk() {
  have awk && awk 'BEGIN { exit !(systime() > 0) }' </dev/null >/dev/null 2>&1
}

# mawk alone wants to be told not to wait for full buffers.
choose_awk() {
  awk_option=
  case $(awk -W version </dev/null 2>&1) in
    mawk*) awk_option="-W interactive" ;;
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

# Appends standard input's records to the segments of the log.
write_log() {
  cd "$dir/log" || exit 1
  if good_awk; then
    choose_awk
    # A full disk makes awk fail; what is written next may find room again.
    # shellcheck disable=SC2086 # an option or none
    until size_of "$segment" && plain "$segment" && awk $awk_option -v segment="$segment" \
      -v start="$number" -v size="$size" -v limit="$segment_limit" -v kept="$segments_kept" '
      function rotate(   command, real, name, names, count, i) {
        close(segment)
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
        fflush(segment)
        size += bytes
      }' 2>/dev/null; do
      sleep 1
      open_log
    done
  else
    size_of "$segment"
    while IFS= read -r line || [ -n "$line" ]; do
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
      printf '%s\n' "$line" >>"$segment"
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
    if sleep $pause 2>/dev/null; then
      case $pause in
        0.1) waited=$((waited + 1)) ;;
        *) waited=$((waited + 5)) ;;
      esac
      [ $waited -lt 20 ] || pause=0.5
    else
      sleep 1
      waited=$((waited + 10))
    fi
  done
  # The segment that holds the position: the last one that begins at or before it and has not ended.
  chosen='' closed=no
  for name in "$dir/log/"[0-9]*; do
    [ -f "$name" ] || continue
    plain "${name##*/}"
    if [ -n "$chosen" ]; then
      size_of "$chosen"
      if [ "$from" -lt $((chosen_start + size)) ]; then
        closed=yes
        break
      fi
    fi
    chosen=$name
    chosen_start=$number
  done
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
