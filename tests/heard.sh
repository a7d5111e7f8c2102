#!/usr/bin/env bash
# A recorded trainee is taken through whole calls by the real detector and recogniser: the good one ends resolved, the cold one
# worse, both records prove themselves, and one changed byte is named by its line. Usage: tests/heard.sh PRONTO
set -euo pipefail
pronto=$(realpath "$1")
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export PRONTO_LANGUAGE=en

fail() { echo "heard: $*" >&2; exit 1; }

call() { # name scenario folder
  "$pronto" call "$2" --trainee "$3" --record "$out/$1" >"$out/$1.txt" || { cat "$out/$1.txt"; fail "the call $1 did not go as written"; }
  ls -d "$out/$1"/*/
}

good=$(call good doppio_addebito tests/trainee/doppio_addebito_good)
bad=$(call bad doppio_addebito tests/trainee/doppio_addebito_bad)
grep -q "End of the call: resolved" "$out/good.txt" || { cat "$out/good.txt"; fail "the good call did not end resolved"; }
grep -q "End of the call: resolved" "$out/bad.txt" && { cat "$out/bad.txt"; fail "the cold call ended resolved"; }
turns=$(grep -c "Operator:" "$out/good.txt")
[ "$turns" -ge 8 ] || fail "only $turns turns of the good call were heard"

"$pronto" resimulate "$good" "$bad"
"$pronto" score "$good" --format json >"$out/good.json"
"$pronto" score "$bad" --format json >"$out/bad.json"
grep -q "colpa sua" "$out/bad.json" || fail "no finding quotes the blame of the cold call"
"$pronto" report "$bad" -o "$out/bad.html"
[ -s "$out/bad.html" ] || fail "no report was written"

# One changed byte in the middle of the record.
altered="$out/altered"
cp -r "$good" "$altered"
log="$altered/record.ron"
line=$(( $(wc -l <"$log") / 2 ))
sed -i "${line}s/at:/aT:/" "$log"
for command in score resimulate; do
  if said=$("$pronto" "$command" "$altered" 2>&1); then fail "$command did not notice the altered record"; fi
  grep -q "line $line" <<<"$said" || fail "$command does not name line $line: $said"
done
echo "heard: a good call of $turns spoken turns resolved, a cold one not; both proven, an altered one refused"
