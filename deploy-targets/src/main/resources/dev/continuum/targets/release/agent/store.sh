# ---- files: modules, what runtimes need, releases being made ----

# What nothing here could do without; for the others there is a way around.
essential='cat chmod cp date grep ln mkdir mv readlink rm sed sleep sort tail wc'

cmd_hello() {
  for tool in $essential; do
    have "$tool" || fail MISSING_TOOL "$tool"
  done
  mkdir -p "$base/store" "$base/support" "$base/apps" ||
    fail NO_SPACE "cannot make $base"
  find "$base/store" "$base"/apps/*/releases "$base"/.agent-* "$base"/apps/.gone-* \
    "$base"/apps/*/.[a-z]* \
    -name '.[!.]*' -mtime +0 -prune -exec rm -rf {} + 2>/dev/null
  for folder in "$base"/apps/*; do
    [ -e "$folder/switching" ] || continue
    check_app "${folder##*/}"
    (settle) >/dev/null
  done
  say "base $base"
}

# Whether a file is there and is what its digest says; a damaged one is put away.
intact() {
  [ -f "$base/$1/$2" ] || return 1
  digest "$base/$1/$2" || fail PROTOCOL "cannot read $1/$2"
  [ "$sum" != "$3" ] || return 0
  rm -f "$base/$1/$2"
  return 1
}

check_folder() {
  case $1 in
    store | support) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
}

# Says what is there of the files a deployment needs: a folder, a name and a digest a line. They are
# not collected before the deployment is over.
cmd_prepare() {
  check_app "$1"
  check_word "$2"
  wanted=
  while read -r folder name sha; do
    check_folder "$folder"
    check_word "$name"
    check_word "$sha"
    wanted="$wanted $folder/$name/$sha"
  done
  say "$wanted" >"$base/store/.use-$2" || fail NO_SPACE "cannot write to $base"
  for each in $wanted; do
    folder=${each%%/*}
    sha=${each##*/}
    name=${each%/*}
    name=${name#*/}
    if intact "$folder" "$name" "$sha"; then
      say "have $folder $name"
    fi
  done
  recorded=$(sed -n 's/.*"module":"\([0-9a-f]\{64\}\)".*/\1/p' "$dir/current/release.json" \
    2>/dev/null)
  if [ -n "$recorded" ] && [ -f "$base/store/$recorded" ]; then
    say "module $recorded"
  fi
  cmd_space
}

# Stores standard input; with a folder, a name and a digest it checks and names it too.
cmd_receive() {
  check_word "$1"
  cat >"$base/store/.part-$1" || {
    rm -f "$base/store/.part-$1"
    fail NO_SPACE "cannot write the file"
  }
  [ $# -lt 4 ] || cmd_keep "$@"
}

# Makes a module of pieces of another one (c FROM LENGTH) and of standard input (i LENGTH), and
# checks and names it.
cmd_patch() {
  check_word "$1"
  check_word "$2"
  check_word "$3"
  token=$1
  old=$base/store/$2
  sha=$3
  [ -f "$old" ] || fail DIGEST_MISMATCH "-"
  shift 3
  part=$base/store/.part-$token
  fresh=$base/store/.fresh-$token
  trap 'rm -f "$part" "$fresh"' EXIT
  cat >"$fresh" || fail NO_SPACE "cannot write the file"
  at=0
  {
    while [ $# -ge 2 ]; do
      check_number "$2"
      case $1 in
        c)
          check_number "${3:-}"
          tail -c +$(($2 + 1)) "$old" 2>/dev/null | head -c "$3"
          shift 3
          ;;
        i)
          tail -c +$((at + 1)) "$fresh" 2>/dev/null | head -c "$2"
          at=$((at + $2))
          shift 2
          ;;
        *) fail PROTOCOL "neither a copy nor an insert" ;;
      esac || fail NO_SPACE "cannot write the file"
    done
  } >"$part" || fail NO_SPACE "cannot write the file"
  cmd_keep "$token" store "$sha" "$sha"
}

# Checks what was uploaded, from the disk, and gives it its name.
cmd_keep() {
  check_folder "$2"
  check_word "$1"
  check_word "$3"
  part=$base/store/.part-$1
  [ -f "$part" ] || fail NOT_FOUND "the uploaded file is not where commands find it"
  digest "$part" || fail PROTOCOL "cannot read the uploaded file"
  if [ "$sum" != "$4" ]; then
    rm -f "$part"
    fail DIGEST_MISMATCH "$sum"
  fi
  flush "$part"
  { chmod 0600 "$part" && mv -f "$part" "$base/$2/$3"; } ||
    fail NO_SPACE "cannot name the file"
}

# Drops a deployment that failed, and its uploads.
cmd_drop() {
  check_word "$1"
  rm -f "$base/store/.use-$1"
  for token in "$@"; do
    check_word "$token"
    rm -f "$base/store/.part-$token"
  done
}
