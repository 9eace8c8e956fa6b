#!/usr/bin/env bash
# Hands the keys of .env and .env.local to Terraform, which writes them to Key Vault.
set -euo pipefail

cd "$(dirname "$0")/.."
tfvars="$(mktemp --suffix=.tfvars.json)"
trap 'rm -f "$tfvars"' EXIT

# Key Vault takes lower-case letters, digits and dashes.
sanitize_key() {
  echo "$1" | tr '[:upper:]' '[:lower:]' | sed -e 's/[_.]/-/g'
}

parse_env_to_tfvars() {
  local file key value
  for file in ../.env ../.env.local; do
    [ -f "$file" ] || continue
    while IFS='=' read -r key value; do
      case "$key" in '' | '#'*) continue ;; esac
      jq -n --arg key "$(sanitize_key "$key")" --arg value "$value" '{($key): $value}'
    done < "$file"
  done | jq -s '{env_secrets: add}' > "$tfvars"
}

parse_env_to_tfvars
terraform -chdir=terraform/azure apply -var-file="$tfvars"
