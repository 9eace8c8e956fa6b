#!/usr/bin/env bash
# Writes a new random value of one key of the test vault.
set -euo pipefail

name="$1"
umask 077
file="$(mktemp)"
trap 'rm -f "$file"' EXIT
openssl rand -base64 32 > "$file"
az keyvault secret set --vault-name klinematrix-test-kv --name "$name-test" --file "$file" > /dev/null
