# ---- runtimes that were put here ----

check_place() {
  case $1 in
    bin | lib | lib64) ;;
    *) fail PROTOCOL "no such folder" ;;
  esac
}

# Names the apps whose current release runs a program of a runtime.
users_of() {
  for json in "$base"/apps/*/current/release.json; do
    [ -f "$json" ] || continue
    if grep -F "\"path\":\"$base/runtimes/$1/" "$json" >/dev/null 2>&1; then
      user=${json%/current/release.json}
      say "user ${user##*/}"
    fi
  done
}

check_unused() {
  user=$(users_of "$1" | head -n 1)
  [ -z "$user" ] || fail IN_USE "${user#user }"
}

# Checks an upload from the disk and gives it its place in a runtime being made.
cmd_place() {
  check_word "$1"
  check_word "$2"
  check_place "$3"
  check_word "$4"
  mkdir -p "$base/runtimes" || fail NO_SPACE "cannot make $base/runtimes"
  find "$base/runtimes" -name '.new-*' -mtime +0 -prune -exec rm -rf {} + 2>/dev/null
  part=$base/store/.part-$2
  [ -f "$part" ] || fail NOT_FOUND "the uploaded file is not where commands find it"
  digest "$part" || fail PROTOCOL "cannot read the uploaded file"
  if [ "$sum" != "$5" ]; then
    rm -f "$part"
    fail DIGEST_MISMATCH "$sum"
  fi
  folder=$base/runtimes/.new-$1/$3
  { mkdir -p "$folder" && chmod 0700 "$part" && mv -f "$part" "$folder/$4"; } ||
    fail NO_SPACE "cannot name the file"
}

# Another name for a file that was placed.
cmd_alias() {
  check_word "$1"
  check_place "$2"
  check_word "$3"
  check_word "$4"
  [ -f "$base/runtimes/.new-$1/$2/$4" ] || fail NOT_FOUND "the file to be linked to is not there"
  ln -sf "$4" "$base/runtimes/.new-$1/$2/$3" || fail NO_SPACE "cannot make the link"
}

# Has the program of a runtime being made say its version: TOKEN PROGRAM ARGUMENTS...
cmd_tryout() {
  check_word "$1"
  check_word "$2"
  program=$base/runtimes/.new-$1/bin/$2
  [ -f "$program" ] || fail NOT_FOUND "the program is not there"
  shift 2
  said=$("$program" "$@" </dev/null 2>&1)
  status=$?
  say "status $status"
  say "$said" | head -n 5 | sed -e 's/^\(.\{1,300\}\).*/\1/' -e 's/^/said /'
}

cmd_unplace() {
  check_word "$1"
  rm -rf "$base/runtimes/.new-$1"
}

# Gives a runtime being made its name; standard input is what is kept about it, one line of JSON.
cmd_shelve() {
  check_word "$1"
  check_word "$2"
  new=$base/runtimes/.new-$1
  [ -d "$new/bin" ] || fail NOT_FOUND "the new runtime is not there"
  cat >"$new/runtime.json" || fail NO_SPACE "cannot write what is kept about the runtime"
  if [ -e "$base/runtimes/$2" ]; then
    check_unused "$2"
    rm -rf "$base/runtimes/.new-$1-old"
    mv "$base/runtimes/$2" "$base/runtimes/.new-$1-old" ||
      fail NO_SPACE "cannot put the earlier one away"
  fi
  mv "$new" "$base/runtimes/$2" || fail NO_SPACE "cannot name the runtime"
  rm -rf "$base/runtimes/.new-$1-old"
}

cmd_runtimes() {
  for folder in "$base"/runtimes/*; do
    [ -f "$folder/runtime.json" ] || continue
    say "runtime ${folder##*/}"
    say "json $(head -n 1 "$folder/runtime.json")"
    bytes=0
    for file in "$folder"/*/*; do
      [ -f "$file" ] && [ ! -L "$file" ] && bytes=$((bytes + $(wc -c <"$file")))
    done
    say "bytes $bytes"
    users_of "${folder##*/}"
  done
}

cmd_unshelve() {
  check_word "$1"
  [ -f "$base/runtimes/$1/runtime.json" ] || fail NOT_FOUND "no such runtime"
  check_unused "$1"
  mv "$base/runtimes/$1" "$base/runtimes/.new-$$" || fail NO_SPACE "cannot remove the runtime"
  rm -rf "$base/runtimes/.new-$$"
}
