# ---- files: modules, what runtimes need, releases being made ----

cmd_hello() {
  mkdir -p "$base/store" "$base/support" "$base/apps" ||
    fail NO_SPACE "cannot make $base"
  find "$base/store" "$base"/apps/*/releases "$base"/.agent-* "$base"/apps/*/.[a-z]* \
    -name '.[!.]*' -mtime +0 -prune -exec rm -rf {} + 2>/dev/null
  say "base $base"
}

# Whether a file is there and is what its digest says; a damaged one is put away.
cmd_have() {
  case $1 in
    store | support) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
  check_word "$2"
  if [ -f "$base/$1/$2" ]; then
    digest "$base/$1/$2" || fail PROTOCOL "cannot read $1/$2"
    if [ "$sum" = "$3" ]; then
      say "have yes"
      return
    fi
    rm -f "$base/$1/$2"
  fi
  say "have no"
}

cmd_receive() {
  check_word "$1"
  cat >"$base/store/.part-$1" || fail NO_SPACE "cannot write the file"
}

# Checks what was uploaded, from the disk, and gives it its name.
cmd_keep() {
  case $2 in
    store | support) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
  check_word "$1"
  check_word "$3"
  part=$base/store/.part-$1
  [ -f "$part" ] || fail NOT_FOUND "the uploaded file is not where commands find it"
  digest "$part" || fail PROTOCOL "cannot read the uploaded file"
  if [ "$sum" != "$4" ]; then
    rm -f "$part"
    fail DIGEST_MISMATCH "$sum"
  fi
  { chmod 0600 "$part" && mv -f "$part" "$base/$2/$3"; } ||
    fail NO_SPACE "cannot name the file"
}

cmd_drop() {
  check_word "$1"
  rm -f "$base/store/.part-$1"
}

# Receives one file of a release being made.
cmd_file() {
  check_app "$1"
  check_word "$2"
  check_word "$3"
  { mkdir -p "$dir/releases/.new-$2" && cat >"$dir/releases/.new-$2/$3"; } ||
    fail NO_SPACE "cannot write the release"
}
