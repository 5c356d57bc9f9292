# ---- processes ----

# Puts into ticks when a process began, in the kernel's ticks: with its id it names one process for
# good. Empty when there is no such process or it is a zombie; a dash where the system does not tell.
read_began() {
  ticks=
  if [ -r /proc/self/stat ]; then
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 0
    # shellcheck disable=SC2086 # the fields after the program's name, which may hold anything
    set -- ${stat##*) }
    [ "$1" = Z ] || ticks=${20}
  elif kill -0 "$1" 2>/dev/null; then
    ticks=-
  fi
}

began() {
  read_began "$1"
  say "$ticks"
}

alive() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ -n "$2" ] || return 1
  read_began "$1"
  [ "$ticks" = "$2" ]
}

# Whether a process was started with a setting (NAME=FOLDER/) in its environment. The shell's read
# leaves the zero bytes between settings out.
carries() {
  while IFS= read -r settings || [ -n "$settings" ]; do
    case $settings in
      *"$2"*) return 0 ;;
    esac
  done 2>/dev/null <"/proc/$1/environ"
  return 1
}

list_processes() {
  set +f
  cat /proc/[0-9]*/stat 2>/dev/null
}

# Ends by force what carries a setting and began at or after a time in ticks. Processes that left
# their group and their parent are found like this, where the system has /proc.
sweep() {
  [ -r /proc/self/environ ] || return 0
  case $2 in
    '' | *[!0-9]*) return 0 ;;
  esac
  # One cat for all of them, and no read: the shell would read each a byte at a time.
  usual=$IFS
  set -f
  IFS='
'
  for stat in $(list_processes); do
    IFS=$usual
    process=${stat%% *}
    # shellcheck disable=SC2086 # the fields after the program's name, which may hold anything
    set -- "$1" "$2" ${stat##*) }
    [ "${22:-0}" -ge "$2" ] 2>/dev/null || continue
    [ "$3" = Z ] || [ "$process" = $$ ] || ! carries "$process" "$1" ||
      kill -KILL "$process" 2>/dev/null
  done
  IFS=$usual
  set +f
}

# ---- time ----

# Puts into clock a time in hundredths of a second that nobody sets, where the system has one.
read_clock() {
  if read -r clock rest 2>/dev/null </proc/uptime; then
    rest=${clock#*.}
    clock=$((${clock%.*} * 100 + 1$rest - 100))
  else
    clock=$(($(now) * 100))
  fi
}

# How long to sleep for so many hundredths of a second, as sleep takes it here.
choose_pause() {
  if [ -z "$fractions" ]; then
    fractions=no
    sleep 0.01 2>/dev/null && fractions=yes
  fi
  if [ $fractions = yes ]; then
    pause=$(($1 / 100)).$((($1 % 100) / 10))$(($1 % 10))
  else
    pause=$((($1 + 99) / 100))
  fi
}
fractions=

# Puts into seconds so many hundredths of a second, to be read.
in_seconds() {
  seconds=$(($1 / 100))
  [ $(($1 % 100)) = 0 ] || seconds=$seconds.$((($1 % 100) / 10))$(($1 % 10))
}

# A short sleep while something is awaited that usually takes milliseconds.
fine_tick() {
  sleep 0.02 2>/dev/null || sleep 1
}

# Names this start of the system; empty where it does not tell.
read_boot() {
  boot_id=
  read -r boot_id 2>/dev/null </proc/sys/kernel/random/boot_id || boot_id=
}

# ---- digests ----

digest() {
  if have sha256sum; then
    sum=$(sha256sum <"$1") || return 1
    sum=${sum%% *}
  elif have openssl; then
    sum=$(openssl dgst -sha256 <"$1") || return 1
    sum=${sum##* }
  elif have shasum; then
    sum=$(shasum -a 256 <"$1") || return 1
    sum=${sum%% *}
  elif have busybox && busybox sha256sum </dev/null >/dev/null 2>&1; then
    sum=$(busybox sha256sum <"$1") || return 1
    sum=${sum%% *}
  else
    fail MISSING_TOOL "sha256sum, openssl or shasum"
  fi
}
