# ---- commands: the functions whose names begin with cmd_ ----

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  supervise)
    check_app "$1"
    check_number "$2"
    supervise "$2"
    exit
    ;;
esac
say "continuum-agent 1"
case $command in
  '' | *[!a-z]*) fail PROTOCOL "no such command" ;;
esac
have "cmd_$command" || fail PROTOCOL "no such command"
# A command whose answer has a body says ok before it and sets this.
answered=no
"cmd_$command" "$@"
[ $answered = yes ] || say ok
