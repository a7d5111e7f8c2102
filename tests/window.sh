#!/usr/bin/env bash
# The window, driven from outside as a trainee would: under a virtual display with a virtual headset, by keyboard and voice.
# Ring, answer, spoken turns heard by the real model, desk, end, debrief; then the record is read and proven.
# Usage: tests/window.sh PRONTO [FOLDER FOR PICTURES]
set -euo pipefail
pronto=$(realpath "$1")
cd "$(dirname "$0")/.."
pictures=${2:-}
root=$PWD
turns=$root/tests/trainee/doppio_addebito_good
work=$(mktemp -d)
export PRONTO_MODELS=${PRONTO_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/pronto/models}
export PRONTO_ROOT=$root PRONTO_RECORDS=$work/records PRONTO_LANGUAGE=it BEVY_ASSET_ROOT=$root
export XDG_RUNTIME_DIR=$work/run HOME=$work/home LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY PULSE_SERVER
mkdir -p "$XDG_RUNTIME_DIR" "$HOME" "$PRONTO_RECORDS"
chmod 700 "$XDG_RUNTIME_DIR"
for icd in /usr/share/vulkan/icd.d/lvp_icd.*.json; do [ -f "$icd" ] && export VK_ICD_FILENAMES=$icd; done
printf 'pcm.!default { type pulse }\nctl.!default { type pulse }\n' >"$HOME/.asoundrc"

pids=()
cleanup() {
  status=$?
  [ $status -ne 0 ] && [ -n "${DISPLAY:-}" ] && import -window root "$work/failed.png" 2>/dev/null && [ -n "$pictures" ] && cp "$work/failed.png" "$pictures/" || true
  [ $status -ne 0 ] && { echo "--- the window's messages"; tail -n 30 "$work/window.log" 2>/dev/null; echo "--- the record"; tail -n 12 "$(log)" 2>/dev/null | cut -c 70-300; }
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  pulseaudio --kill 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
  exit $status
}
trap cleanup EXIT
fail() { echo "window: $*" >&2; exit 1; }

# The display, on a number nobody uses.
exec 6>"$work/display"
Xvfb -displayfd 6 -screen 0 1280x800x24 >"$work/xvfb.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || fail "no virtual display: $(cat "$work/xvfb.log")"
export DISPLAY=":$(cat "$work/display")"
setxkbmap -layout it

# The headset: what is played into mic_in is heard by the microphone.
pulseaudio -n --daemonize=yes --exit-idle-time=-1 --disallow-exit -L module-native-protocol-unix \
  -L "module-null-sink sink_name=speakers" -L "module-null-sink sink_name=mic_in rate=16000 channels=1" \
  -L "module-remap-source source_name=virtual_mic master=mic_in.monitor" 2>"$work/pulse.log" || fail "no virtual headset: $(cat "$work/pulse.log")"
pactl set-default-sink speakers
pactl set-default-source virtual_mic

"$pronto" play doppio_addebito --cast ferri --seed 7 >"$work/window.log" 2>&1 &
window=$!
pids+=($window)

log() { ls "$PRONTO_RECORDS"/*/record.ron 2>/dev/null | head -n 1; }
count() { local n; n=$(grep -c "$1" "$(log)" 2>/dev/null) || true; echo "${n:-0}"; }
# Waits until the record holds at least so many lines with a word.
until_record() { # word, how many, seconds
  for _ in $(seq $(( $3 * 5 ))); do
    kill -0 "$window" 2>/dev/null || fail "the window has closed"
    [ "$(count "$1")" -ge "$2" ] && return
    sleep 0.2
  done
  fail "the record should hold \"$1\" $2 times, and holds it $(count "$1") times"
}
# Waits until the customer has finished every line they began.
until_quiet() {
  for _ in $(seq 300); do
    [ "$(count 'Replied(')" = "$(count 'LineEnded(')" ] && return
    sleep 0.2
  done
  fail "the customer never finishes"
}
press() { xdotool key --clearmodifiers "$1"; sleep 0.4; }
# Held as long as a person would: a software renderer looks at the keyboard only some ten times a second.
chord() { xdotool keydown "$1"; sleep 0.5; xdotool key "$2"; sleep 0.5; xdotool keyup "$1"; sleep 0.4; }
write() { xdotool type --delay 60 "$1"; sleep 0.4; }
speak() { # file
  local before; before=$(count 'Heard(')
  until_quiet
  sleep 0.5
  paplay -d mic_in "$turns/$1"
  until_record 'Heard(' $(( before + 1 )) 60
  sleep 0.5
  until_quiet
}
picture() {
  import -window root "$work/$1.png"
  local colours; colours=$(identify -format %k "$work/$1.png")
  [ "$colours" -gt 50 ] || fail "the picture $1 shows nothing ($colours colours)"
  [ -n "$pictures" ] && cp "$work/$1.png" "$pictures/$1.png" || true
}

id=
for _ in $(seq 300); do
  id=$(xdotool search --name '^Pronto$' 2>/dev/null | head -n 1) && [ -n "$id" ] && break
  kill -0 "$window" 2>/dev/null || fail "the window did not open"
  sleep 0.2
done
[ -n "$id" ] || fail "the window did not open"
xdotool windowfocus "$id"
until_record 'Offered(' 1 60
sleep 2
picture ringing
press F1
until_record 'Answered' 1 20
# The recogniser loads behind the window while the phone rings; nothing is spoken before it can have been loaded.
sleep 6
for turn in 01 02 03 04; do
  speak "$turn.wav"
  [ "$turn" = 02 ] && picture call
done

# The desk, by keyboard alone: find and open the record, fill and file the ticket, save a note.
chord alt 1
write 4077812
press Return
until_record 'Desk(Search' 1 20
press Tab
press Tab
press Return
until_record 'Opened(' 1 20
sleep 1
picture desk
# A form: the first of the list opens, and what is typed into it is kept when another part of the desk is chosen.
chord alt 5
press Return
press Tab
write 'Addebito doppio in bolletta'
chord alt 6
until_record 'FormFilled' 1 20
write 'Cliente addebitato due volte.'
press Tab
press Return
until_record 'Noted(' 1 20

# A typed sentence, and the end.
press F6
write 'Grazie, arrivederci.'
press Return
until_record 'arrivederci' 1 20
sleep 1
# A customer who still waits for something detains whoever says goodbye: then the call is ended, and the question answered.
if [ "$(count 'Closed(')" -eq 0 ]; then press F4; sleep 1; press F4; fi
until_record 'Closed(' 1 30
sleep 1
press F8
until_record 'WrappedUp' 1 30
sleep 4
picture debrief
kill -0 "$window" 2>/dev/null || fail "the window has closed by itself"

record=$(dirname "$(log)")
"$pronto" resimulate "$record"
"$pronto" score "$record" >"$work/score.txt"
heard=$(count 'Heard(')
spoken=$(count 'Spoken(')
[ "$spoken" -ge 4 ] || fail "only $spoken turns were spoken and heard"
echo "window: rang, answered, $heard turns heard ($spoken of them spoken), desk used, debrief shown, record proven"
