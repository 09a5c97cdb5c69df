# Runs one program of the control plane so that it cannot outlive the JVM that started it.
#
#   sh launch.sh PID_FILE PROGRAM [ARGUMENT...]
#
# The JVM holds the other end of this script's standard input. It closes it to stop the program, and the kernel closes it
# when the JVM dies in whatever way, SIGKILL too; both end in a SIGKILL of the program. (A parent-death signal is no way
# out: it belongs to the thread that forked, and a JVM forks in a thread that ends at once.)
pid_file=$1
shift

# Ctrl-C goes to everything in the terminal's foreground; only the JVM decides what ends, and when.
trap '' INT

# The input moves to descriptor 3: the program itself must not hold it, and a background job has none.
exec 3<&0
"$@" 3<&- </dev/null &
program=$!
echo "$program" >"$pid_file"

# Reads until the end of the input, then kills.
(
  while read -r _ <&3; do :; done
  kill -9 "$program" 2>/dev/null
) &
watcher=$!

# A program that ends by itself takes the watcher with it, and its status becomes ours.
wait "$program"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
