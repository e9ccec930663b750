#!/usr/bin/env bash
# Fetches the third-party scripts that our pages serve, by name, version and hash, with their licences.
# What it fetches is committed: neither ./run nor a server needs npm. htmx comes with django-htmx, not from here.
#   static/vendor/fetch.sh          fetch what is missing
#   static/vendor/fetch.sh --check  only compare what is committed with the hashes
set -euo pipefail
cd "$(dirname "$0")"

# tus.min.js holds the four packages below it: theirs are only the licences.
# package version, SHA-512 of its archive as the registry publishes it
PACKAGES="
tus-js-client 4.3.1 ZLeYmjrkaU1fUsKbIi8JML52uAocjEZtBx4DKjRrqzrZa0O4MYwT6db+oqePlspV+FxXJAyFBc/L5gwUi2OFsg==
js-base64 3.7.7 7rCnleh0z2CkXhH67J8K1Ytz0b2Y+yxTPL+/KOJoa20hfnVQ/3/T6W/KflYI4bRHRagNeXeU2bkNGI3v1oS/lw==
url-parse 1.5.10 WypcfiRhfeUP9vvF0j6rw0J3hrWrw6iZv3+22h6iRMJ/8z1Tj6XfLP4DsUix5MhMPnXpiHDoKyoZ/bdCkwBCiQ==
querystringify 2.2.0 FIqgj2EUvTa7R50u0rGsyTftzjYmv/a3hO345bZNrqabNqjtgiDMgmo4mkUjd+nzU5oF3dClKqFIPUKybUyqoQ==
requires-port 1.0.0 KigOCHcocU3XODJxsu8i/j8T9tzT4adHiecwORRQ0ZZFcp7ahwXuRU1m+yuO90C5ZUyGeGfocHDI14M3L3yDAQ==
"

if [ "${1:-}" = "--check" ]; then
  sha256sum --check --quiet hashes.txt
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

while read -r name version hash; do
  [ -n "$name" ] || continue
  archive=$(cd "$work" && npm pack --silent "$name@$version")
  found=$(openssl dgst -sha512 -binary "$work/$archive" | openssl base64 -A)
  [ "$found" = "$hash" ] || { echo "$name $version does not have the hash that is written here" >&2; exit 1; }
  mkdir -p "$work/$name" tus-js-client
  tar -xzf "$work/$archive" -C "$work/$name" --strip-components=1
  licence=$(find "$work/$name" -maxdepth 1 -iname "LICEN[SC]E*" | head -n 1)
  cp "$licence" "tus-js-client/LICENSE-$name"
done <<<"$PACKAGES"

cp "$work/tus-js-client/dist/tus.min.js" tus-js-client/tus.min.js
sha256sum tus-js-client/* >hashes.txt
