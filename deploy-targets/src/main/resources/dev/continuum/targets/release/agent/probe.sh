# ---- what the device is and has ----

# Size and free bytes of what the apps are kept on; empty where df does not tell.
disk_space() {
  disk_size='' disk_free=''
  while read -r _ size _ free _; do
    case $size$free in
      '' | *[!0-9]*) continue ;;
    esac
    disk_size=$((size * 1024))
    disk_free=$((free * 1024))
  done <<END
$(df -Pk "$base" 2>/dev/null)
END
}

cmd_space() {
  disk_space
  say "disk ${disk_free:-0}"
}

# The time, with nanoseconds where date has them.
cmd_clock() {
  time=$(date +%s.%N)
  case ${time#*.} in
    '' | *[!0-9]*) time=${time%%.*} ;;
  esac
  say "clock $time"
}

probe_system() {
  # shellcheck disable=SC2046 # system and release
  set -- $(uname -sr)
  os=
  if [ -r /etc/os-release ]; then
    while read -r line; do
      case $line in
        PRETTY_NAME=*)
          os=${line#PRETTY_NAME=}
          os=${os#[\"\']}
          os=${os%[\"\']}
          ;;
      esac
    done </etc/os-release
  fi
  say "os ${os:-$*}"
  say "system $1"
  say "kernel $*"
  say "arch $(uname -m)"
  # The header of a program there: bits and byte order of what runs, not of the processor.
  # shellcheck disable=SC2046 # six numbers
  set -- $(od -An -tu1 -N 6 /proc/self/exe 2>/dev/null)
  case "$*" in
    '127 69 76 70 1 '*) say "bits 32" ;;
    '127 69 76 70 2 '*) say "bits 64" ;;
    *)
      bits=$(getconf LONG_BIT 2>/dev/null) && say "bits $bits"
      ;;
  esac
  case ${6:-} in
    1) say "endian little" ;;
    2) say "endian big" ;;
  esac
}

# The first processor's lines stand for all.
probe_processor() {
  model='' features='' implementer='' part=''
  if [ -r /proc/cpuinfo ]; then
    while IFS=: read -r key value; do
      key=${key%%[!A-Za-z_ ]*}
      key=${key% }
      value=${value# }
      case $key in
        '') break ;;
        'model name' | 'cpu model' | cpu | uarch | Processor) model=${model:-$value} ;;
        flags | Features | features | isa) features=$value ;;
        'CPU implementer') implementer=$value ;;
        'CPU part') part=$value ;;
      esac
    done </proc/cpuinfo
  fi
  if [ -r /proc/device-tree/model ]; then
    board=$(tr -d '\000' </proc/device-tree/model)
    model=${model:+$model, }$board
  fi
  [ -n "$model$part" ] && say "cpu ${model:-implementer $implementer, part $part}"
  set -f
  for word in $features; do
    case $word in
      sse4_1 | sse4_2 | ssse3 | popcnt | avx | avx2 | avx512f | fma | bmi1 | bmi2 | aes | sha_ni | \
        pclmulqdq | rdrand | sev* | sgx | tdx_guest | hypervisor | \
        asimd | neon | vfpv3 | vfpv4 | idiva | fphp | asimdhp | asimddp | sve | sve2 | crc32 | \
        atomics | sha1 | sha2 | sha512 | i8mm | bf16 | pmull | rng | \
        msa | altivec | vx | lsx | lasx | rv32* | rv64*) say "feature $word" ;;
    esac
  done
  set +f
  cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null ||
    grep -c '^processor' /proc/cpuinfo 2>/dev/null)
  say "cpus ${cpus:-0}"
}

# Bytes of memory, all and what could be had; empty where the system does not tell.
memory_now() {
  memory_total='' memory_free=''
  [ -r /proc/meminfo ] || return 0
  while read -r key value _; do
    case $key in
      MemTotal:) memory_total=$((value * 1024)) ;;
      MemAvailable:)
        memory_free=$((value * 1024))
        break
        ;;
    esac
  done </proc/meminfo
}

probe_c_library() {
  version=$(ldd --version </dev/null 2>&1)
  case $version in
    *musl*) ;;
    *GNU* | *GLIBC*)
      say "libc glibc"
      # The first line ends with it.
      version=${version%%"$newline"*}
      say "libc-version ${version##* }"
      return
      ;;
    *)
      version=
      for loader in /lib/ld-musl-*; do
        [ -x "$loader" ] && version=$("$loader" --version </dev/null 2>&1)
      done
      case $version in
        *musl*) ;;
        *)
          if version=$(getconf GNU_LIBC_VERSION 2>/dev/null) && [ -n "$version" ]; then
            say "libc glibc"
            say "libc-version ${version#glibc }"
          fi
          return
          ;;
      esac
      ;;
  esac
  say "libc musl"
  case $version in
    *Version\ *)
      version=${version#*Version }
      say "libc-version ${version%%"$newline"*}"
      ;;
  esac
}

probe_shell() {
  shell=$(readlink -f "/proc/$$/exe" 2>/dev/null)
  : "${shell:=$(readlink -f "$(command -v sh)" 2>/dev/null)}"
  [ -n "$shell" ] && say "shell ${shell##*/}"
  [ -n "${SHELL:-}" ] && say "login-shell $SHELL"
}

# What it runs in, found without root; empty when it is a machine of its own or hides it well.
surroundings() {
  inside=
  if have systemd-detect-virt; then
    inside=$(systemd-detect-virt 2>/dev/null)
    [ "$inside" != none ] || inside=
    return 0
  fi
  if [ -e /.dockerenv ]; then
    inside=docker
  elif [ -e /run/.containerenv ]; then
    inside=podman
  elif [ -r /proc/1/cgroup ]; then
    while read -r line; do
      case $line in
        *docker*) inside=docker ;;
        *kubepods*) inside=kubernetes ;;
        *lxc*) inside=lxc ;;
      esac
    done </proc/1/cgroup
  fi
  [ -z "$inside" ] || return 0
  line=
  [ -r /proc/version ] && read -r line </proc/version
  case $line in
    *[Mm]icrosoft*)
      inside=wsl
      return 0
      ;;
  esac
  line=
  [ -r /sys/class/dmi/id/sys_vendor ] && read -r line </sys/class/dmi/id/sys_vendor
  case $line in
    QEMU*) inside=qemu ;;
    VMware*) inside=vmware ;;
    innotek* | Oracle*) inside=virtualbox ;;
    Xen*) inside=xen ;;
    *)
      case " $features " in
        *' hypervisor '*) inside=vm ;;
      esac
      ;;
  esac
}

probe_init() {
  first='' init='' version=''
  [ -r /proc/1/comm ] && read -r first </proc/1/comm
  case $first in
    systemd)
      init=systemd
      version=$(systemctl --version 2>/dev/null)
      version=${version#systemd }
      version=${version%%[!0-9.]*}
      ;;
    runit* | s6-svscan | procd | launchd) init=${first%%-svscan} ;;
    *)
      program=$(readlink /sbin/init 2>/dev/null)
      if [ -d /run/openrc ]; then
        init=openrc
        version=$(openrc --version 2>/dev/null)
        version=${version##* }
      elif [ "$first" = init ] || [ "$first" = busybox ] || [ "$first" = linuxrc ]; then
        case $program in
          *busybox*) init=busybox ;;
          *) if [ -e /etc/inittab ]; then init=sysvinit; else init=init; fi ;;
        esac
      elif [ -n "$inside" ]; then
        init=none
      else
        init=$first
      fi
      ;;
  esac
  [ -n "$init" ] && say "init $init"
  [ -n "$version" ] && say "init-version $version"
}

# What could start an app at boot without root, as far as looking tells.
probe_boot() {
  id=$(id -u 2>/dev/null)
  user=$(id -un 2>/dev/null)
  if have systemctl && [ -S "/run/user/$id/systemd/private" ]; then
    say "boot user-services"
  fi
  if [ -n "$user" ] && [ -e "/var/lib/systemd/linger/$user" ]; then
    say "boot linger"
  fi
  have crontab || return 0
  for name in /proc/[0-9]*/comm; do
    read -r line 2>/dev/null <"$name" || continue
    case $line in
      cron | crond | fcron | dcron | cronie | busybox-cron)
        say "boot cron"
        return 0
        ;;
    esac
  done
}

# Hardware for confidential computing and keys: what shows a device file. Nothing is opened.
probe_trusted() {
  for file in /dev/sev-guest /dev/sev /dev/tdx_guest /dev/tdx-guest /dev/sgx_enclave \
    /dev/sgx_provision /dev/isgx /dev/tee0 /dev/tpm0 /dev/nitro_enclaves /dev/nsm \
    /dev/arm-cca-guest /sys/firmware/uv/prot_virt_guest; do
    [ -e "$file" ] || continue
    case $file in
      */sev-guest) kind="AMD SEV-SNP guest" ;;
      */sev) kind="AMD SEV host" ;;
      */tdx*) kind="Intel TDX guest" ;;
      */sgx_enclave | */isgx) kind="Intel SGX" ;;
      */sgx_provision) kind="Intel SGX provisioning" ;;
      */tee0) kind="TEE such as OP-TEE or AMD-TEE" ;;
      */nitro_enclaves) kind="AWS Nitro Enclaves parent" ;;
      */nsm) kind="AWS Nitro Enclave" ;;
      */arm-cca-guest) kind="Arm CCA realm" ;;
      */prot_virt_guest)
        line=
        read -r line 2>/dev/null <"$file"
        [ "$line" = 1 ] || continue
        kind="IBM Secure Execution guest"
        ;;
      */tpm0)
        kind=TPM
        line=
        [ -r /sys/class/tpm/tpm0/tpm_version_major ] &&
          read -r line </sys/class/tpm/tpm0/tpm_version_major
        case $line in
          1) kind="TPM 1.2" ;;
          2) kind="TPM 2.0" ;;
        esac
        ;;
    esac
    say "trusted $file $kind"
  done
}

probe_tools() {
  for tool in sha256sum openssl shasum busybox awk setsid timeout nohup crontab java node \
    systemctl; do
    have "$tool" && say "tool $tool"
  done
  # Which awk it is, when its name is not awk.
  program=$(readlink -f "$(command -v awk)" 2>/dev/null)
  program=${program##*/}
  case $program in
    '' | awk | busybox) ;;
    *) say "tool $program" ;;
  esac
}

# Ends what is still there of "ID,BEGAN" words after that many seconds; asked to end, it ends its
# nap too.
watch_versions() {
  sleep "$1" &
  nap=$!
  trap 'kill "$nap"; exit' TERM
  wait "$nap"
  shift
  for word in "$@"; do
    if alive "${word%%,*}" "${word#*,}"; then
      kill -KILL "-${word%%,*}" 2>/dev/null || kill -KILL "${word%%,*}" 2>/dev/null
    fi
  done
}

# One line of standard input for each kind of runtime: its id, program, version arguments and usual
# places, between tabs. All are asked at once, each for a bounded answer.
probe_runtimes() {
  versions=$base/.versions-$$
  mkdir -p "$versions" || fail NO_SPACE "cannot make a folder"
  apart=
  have setsid && apart=setsid
  count=0 jobs=
  while IFS='	' read -r id program arguments places; do
    check_word "$id"
    found=" "
    # shellcheck disable=SC2086 # places are patterns to be expanded here
    for candidate in "$(command -v "$program")" $(eval "printf '%s\n' $places" 2>/dev/null); do
      case $candidate in
        *"$newline"*) continue ;;
        /*) ;;
        *) continue ;;
      esac
      { [ -f "$candidate" ] && [ -x "$candidate" ]; } || continue
      # Several names often lead to one program. It keeps the name it was found under first: that
      # one outlives an update, and some programs look at how they were called.
      real=$(readlink -f "$candidate" 2>/dev/null)
      : "${real:=$candidate}"
      case $found in
        *" $real "*) continue ;;
      esac
      found="$found$real "
      count=$((count + 1))
      say "$id $candidate" >"$versions/$count.runtime"
      (
        # A program that writes without end is ended by the bound on files, about 1 MiB.
        # shellcheck disable=SC3045 # dash and ash have -c
        ulimit -c 0 2>/dev/null
        ulimit -f 2048 2>/dev/null
        # shellcheck disable=SC2086 # several arguments, and a program or none
        exec $apart "$candidate" $arguments
      ) </dev/null >"$versions/$count.text" 2>&1 &
      jobs="$jobs $!,$(began $!)"
    done
  done
  if [ -n "$jobs" ]; then
    # shellcheck disable=SC2086 # words
    watch_versions 10 $jobs </dev/null >/dev/null 2>&1 &
    watch=$!
    for word in $jobs; do
      wait "${word%%,*}" 2>/dev/null
    done
    kill "$watch" 2>/dev/null
  fi
  number=0
  while [ $number -lt $count ]; do
    number=$((number + 1))
    read -r line <"$versions/$number.runtime"
    say "runtime $line"
    head -n 5 "$versions/$number.text" | cut -c 1-300 | sed 's/^/version /'
  done
  rm -rf "$versions"
}

cmd_probe() {
  newline='
'
  probe_system
  probe_processor
  memory_now
  say "memory ${memory_total:-0}"
  [ -z "$memory_free" ] || say "memory-free $memory_free"
  disk_space
  say "disk ${disk_free:-0}"
  [ -z "$disk_size" ] || say "disk-size $disk_size"
  probe_c_library
  probe_shell
  surroundings
  [ -z "$inside" ] || say "inside $inside"
  probe_init
  probe_boot
  probe_trusted
  probe_tools
  probe_runtimes
}
