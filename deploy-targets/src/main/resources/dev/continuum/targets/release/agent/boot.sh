# ---- starting with the system ----

# Where the system keeps what it starts, and what tells that systemd is in charge.
etc=/etc
systemd_runs=/run/systemd/system
cron_daemons=' cron crond dcron fcron '

boot_app() {
  check_app "$1"
  current_release
  read_policy "$dir/releases/$old"
  [ "$po_boot" = yes ] || [ -e "$dir/switching" ] || ! legible "$dir/releases/$old" || return 0
  lock
  # That may have taken back a switch that was cut off.
  current_release
  read_policy "$dir/releases/$old"
  [ "$po_boot" = yes ] || ! legible "$dir/releases/$old" || return 0
  read_state
  read_boot
  was_active=no
  active && was_active=yes
  # What ended or was stopped since the system started stays so.
  [ "$was_active" = no ] && [ -n "$boot_id" ] && [ "$st_boot" = "$boot_id" ] && return 0
  true_state
  active && [ $watched = yes ] && return 0
  if ! whole "$dir/releases/$old" && ! newest_whole; then
    say "failed $app"
    return 0
  fi
  [ "$po_boot" = yes ] || return 0
  stop_running
  if start_release "$old"; then
    say "started $app"
  else
    log_event "Release $old could not be started with the system."
    say "failed $app"
  fi
}

# Goes from the current release, which is damaged, to the newest one that is not. Where the damaged
# one cannot tell whether it was to start with the system, that one does.
newest_whole() {
  damaged=$old old=
  for each in $(numbers | sort -rn); do
    if [ "$each" != "$damaged" ] && whole "$dir/releases/$each"; then
      old=$each
      break
    fi
  done
  if [ -z "$old" ]; then
    log_event "Release $damaged is damaged on the disk and no other one is whole: nothing was started."
    return 1
  fi
  legible "$dir/releases/$damaged" || read_policy "$dir/releases/$old"
  if ! switch_to "$old"; then
    log_event "Release $damaged is damaged on the disk, and release $old could not be switched to."
    return 1
  fi
  log_event "Release $damaged is damaged on the disk: went back to release $old."
}

# Starts what is to start with the system and does not run. An app that somebody else is busy with
# is theirs.
cmd_autostart() {
  for folder in "$base"/apps/*; do
    [ -L "$folder/current" ] || continue
    (boot_app "${folder##*/}" | grep -E '^(started|failed) ')
  done
}

wants_boot() {
  for folder in "$base"/apps/*; do
    [ -L "$folder/current" ] || continue
    read_policy "$folder/current"
    [ "$po_boot" = no ] || return 0
  done
  return 1
}

own_id() {
  id -u 2>/dev/null
}

# Whether a daemon that reads the crontabs runs.
cron_runs() {
  for file in /proc/[0-9]*/comm; do
    read -r name 2>/dev/null <"$file" || continue
    case $cron_daemons in
      *" $name "*) return 0 ;;
    esac
  done
  return 1
}

# Whether this crontab's daemon knows @reboot: BusyBox's does when it was built with special times.
cron_knows_reboot() {
  program=$(command -v crontab) || return 1
  program=$(readlink -f "$program" 2>/dev/null) || return 0
  case $(crontab --help 2>&1 </dev/null) in
    *BusyBox*) grep -q yearly "$program" 2>/dev/null ;;
  esac
}

# Puts the crontab into cron_lines, without our line. Fails when it cannot be read: then it must not
# be replaced.
read_crontab() {
  if cron_lines=$(crontab -l 2>/dev/null </dev/null); then
    cron_lines=$(say "$cron_lines" | grep -v '# Continuum Studio$')
    return 0
  fi
  cron_lines=
  case $(crontab -l 2>&1 </dev/null) in
    *"no crontab"* | *"No such file"*) return 0 ;;
  esac
  return 1
}

write_crontab() {
  if [ -n "$1" ]; then
    say "$1" | crontab - 2>/dev/null
  else
    crontab -r 2>/dev/null </dev/null
  fi
}

user_systemd() {
  if [ -z "${XDG_RUNTIME_DIR:-}" ] && [ -d "/run/user/$(own_id)" ]; then
    XDG_RUNTIME_DIR=/run/user/$(own_id)
    export XDG_RUNTIME_DIR
  fi
  systemctl --user "$@" >/dev/null 2>&1 </dev/null
}

unit_text() {
  # In a unit a percent sign begins something else.
  cat <<EOF
[Unit]
Description=Apps deployed by Continuum Studio
After=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
Environment="HOME=$HOME"
ExecStart=/bin/sh "$base/boot"

[Install]
WantedBy=$1
EOF
}

lingers() {
  have loginctl || return 1
  user=$(id -un)
  case $(loginctl show-user "$user" -p Linger 2>/dev/null </dev/null) in
    *=yes) return 0 ;;
  esac
  loginctl --no-ask-password enable-linger >/dev/null 2>&1 </dev/null || return 1
  case $(loginctl show-user "$user" -p Linger 2>/dev/null </dev/null) in
    *=yes) return 0 ;;
  esac
  return 1
}

boot_by_system_unit() {
  [ "$(own_id)" = 0 ] && [ -d "$systemd_runs" ] && have systemctl || return 1
  unit_text multi-user.target 2>/dev/null >"$etc/systemd/system/continuum.service" || return 1
  systemctl daemon-reload >/dev/null 2>&1 </dev/null &&
    systemctl enable continuum.service >/dev/null 2>&1 </dev/null || return 1
  way="systemd It starts with the system."
}

boot_by_user_unit() {
  [ "$(own_id)" != 0 ] && [ -d "$systemd_runs" ] && have systemctl || return 1
  user_systemd daemon-reload || return 1
  linger=no
  lingers && linger=yes
  [ $linger = yes ] || [ "$1" = anyway ] || return 1
  units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
  { mkdir -p "$units" && unit_text default.target >"$units/continuum.service"; } 2>/dev/null &&
    user_systemd daemon-reload && user_systemd enable continuum.service || return 1
  way="systemd-user It starts with the system."
  [ $linger = yes ] ||
    way="systemd-user It starts when this account first signs in: an administrator can run loginctl enable-linger $user to have it start with the system."
}

boot_by_cron() {
  have crontab && cron_knows_reboot && cron_runs && read_crontab || return 1
  line="@reboot HOME='$HOME' sh '$base/boot' >/dev/null 2>&1 # Continuum Studio"
  [ -z "$cron_lines" ] || line="$cron_lines
$line"
  write_crontab "$line" || return 1
  way="cron It starts with the system."
}

# Systems without systemd or cron that root may change: OpenRC, then init scripts by number.
boot_by_script() {
  [ "$(own_id)" = 0 ] || return 1
  if [ -d "$etc/local.d" ]; then
    script=$etc/local.d/continuum.start
  elif grep -q 'S??' "$etc/init.d/rcS" 2>/dev/null; then
    script=$etc/init.d/S99continuum
  else
    return 1
  fi
  {
    say '#!/bin/sh' &&
      say '# Starts the apps deployed by Continuum Studio.' &&
      say "[ \"\${1:-start}\" != start ] || HOME='$HOME' sh '$base/boot' >/dev/null 2>&1"
  } 2>/dev/null >"$script" && chmod 0755 "$script" || return 1
  way="script It starts with the system, by $script."
}

# Two deployments of different apps may get here at once.
lock_boot() {
  tries=0
  until mkdir "$base/.boot-lock" 2>/dev/null; do
    tries=$((tries + 1))
    owner='' owner_began=''
    read -r owner owner_began 2>/dev/null <"$base/.boot-lock/owner"
    # One without an owner after a moment has lost it.
    [ $tries -lt 10 ] || alive "$owner" "$owner_began" || rm -rf "$base/.boot-lock"
    [ $tries -le 250 ] || return 1
    fine_tick
  done
  say "$$ $(began $$)" 2>/dev/null >"$base/.boot-lock/owner"
}

clear_boot() {
  [ -e "$base/boot" ] || return 0
  if [ -e "$etc/systemd/system/continuum.service" ] && [ "$(own_id)" = 0 ]; then
    systemctl disable continuum.service >/dev/null 2>&1 </dev/null
    rm -f "$etc/systemd/system/continuum.service"
    systemctl daemon-reload >/dev/null 2>&1 </dev/null
  fi
  units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
  if [ -e "$units/continuum.service" ]; then
    user_systemd disable continuum.service
    rm -f "$units/continuum.service"
    user_systemd daemon-reload
  fi
  if have crontab && crontab -l 2>/dev/null </dev/null | grep -q '# Continuum Studio$'; then
    read_crontab && write_crontab "$cron_lines"
  fi
  if [ "$(own_id)" = 0 ]; then
    rm -f "$etc/local.d/continuum.start" "$etc/init.d/S99continuum"
  fi
  rm -f "$base/boot"
}

# Puts in place what starts the apps that want it with the system, or takes it away when none does
# any more, and says the way and what it means. Never fails: an app that runs now is worth more. In
# a shell of its own, so that nothing of the caller's changes.
ensure_boot() (
  if ! wants_boot; then
    if [ -e "$base/boot" ] && lock_boot; then
      clear_boot
      rm -rf "$base/.boot-lock"
    fi
    say "boot none No app is to start with the system."
    return 0
  fi
  case $HOME:$self in
    *[!A-Za-z0-9/._@:+,\ -]*)
      say "boot none The home folder's name has characters that cannot be passed on safely."
      return 0
      ;;
  esac
  if ! lock_boot; then
    say "boot none Another deployment is changing what starts with the system."
    return 0
  fi
  way="none This device has no systemd and no running cron that this account may use."
  agent=$self
  case $agent in
    /*) ;;
    *) agent=$PWD/$agent ;;
  esac
  say "exec sh '$agent' autostart" 2>/dev/null >"$base/.boot-$$" && mv -f "$base/.boot-$$" "$base/boot"
  boot_by_system_unit || boot_by_user_unit lingering || boot_by_cron || boot_by_script ||
    boot_by_user_unit anyway
  rm -rf "$base/.boot-lock"
  # Whoever reads the app's log is told too.
  [ ! -d "${dir:-}/log" ] || log_event "At the start of the system: ${way#* }"
  say "boot $way"
)

cmd_bootsetup() {
  ensure_boot
}

cmd_bootclear() {
  ensure_boot
}
