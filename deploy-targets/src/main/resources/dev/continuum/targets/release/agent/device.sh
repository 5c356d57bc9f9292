# ---- the device itself ----

# Names the present boot, so that one can tell when there was another.
cmd_boot() {
  id=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null) || id=
  say "boot ${id:--}"
}

# Restarts the device, in whichever way the user is allowed to. Answers with the way, or with what
# was said against the last one there is.
cmd_reboot() {
  words="there is no command for it"
  if have systemctl; then
    try_reboot systemctl --no-ask-password reboot && return
  fi
  if have sudo; then
    try_reboot sudo -n reboot && return
  fi
  if have reboot; then
    try_reboot reboot && return
  fi
  say "words $words"
}

try_reboot() {
  if said=$("$@" </dev/null 2>&1); then
    say "way $1"
    return
  fi
  said=$(say "$said" | tr '\n\r\t' '   ' | tr -d '\000-\037')
  [ -z "$said" ] || words=$said
  return 1
}
