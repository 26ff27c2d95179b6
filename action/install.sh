#!/usr/bin/env bash
# Finds the fidelint to run: the one that is given, else a release, checked against its checksum.
set -euo pipefail

fail() {
  printf '::error title=fidelint::%s\n' "$1"
  exit 2
}

found() {
  printf 'binary=%s\n' "$1" >> "$GITHUB_OUTPUT"
  exit 0
}

if [[ -n "${FIDELINT_BINARY:-}" ]]; then
  case "$FIDELINT_BINARY" in *$'\n'*) fail "the input 'binary' is one path" ;; esac
  [[ -x "$FIDELINT_BINARY" ]] || fail "the input 'binary' names no program that can be run"
  found "$FIDELINT_BINARY"
fi

# Without `version`, the release that the action itself belongs to.
version="${FIDELINT_VERSION:-}"
if [[ -z "$version" ]]; then
  version="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)"
fi
version="${version#v}"
[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || fail "the input 'version' is a release such as 0.1.0"

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-musl archive=tar.gz ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl archive=tar.gz ;;
  Darwin-x86_64) target=x86_64-apple-darwin archive=tar.gz ;;
  Darwin-arm64) target=aarch64-apple-darwin archive=tar.gz ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc archive=zip ;;
  *) fail "there is no release for $(uname -s) on $(uname -m); give the path of a fidelint by the input \`binary\`" ;;
esac

folder="$RUNNER_TEMP/fidelint-$version"
binary="$folder/fidelint"
[[ "$archive" == zip ]] && binary="$binary.exe"
[[ -x "$binary" ]] && found "$binary"

base="${FIDELINT_RELEASES:-https://github.com/fidelint/fidelint/releases/download}"
name="fidelint-$version-$target.$archive"
mkdir -p "$folder"
for file in "$name" "$name.sha256"; do
  curl --fail --silent --show-error --location --retry 3 --output "$folder/$file" "$base/v$version/$file" \
    || fail "cannot download $file of release $version"
done

expected="$(cut -d ' ' -f 1 < "$folder/$name.sha256")"
if command -v sha256sum > /dev/null; then
  actual="$(sha256sum < "$folder/$name" | cut -d ' ' -f 1)"
else
  actual="$(shasum -a 256 < "$folder/$name" | cut -d ' ' -f 1)"
fi
[[ -n "$expected" && "$expected" == "$actual" ]] || fail "$name does not have the checksum of its release"

if [[ "$archive" == zip ]]; then
  unzip -q -o "$folder/$name" -d "$folder"
else
  tar -xzf "$folder/$name" -C "$folder"
fi
[[ -x "$binary" ]] || fail "$name holds no fidelint"
found "$binary"
