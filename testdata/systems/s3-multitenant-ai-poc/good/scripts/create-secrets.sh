#!/usr/bin/env bash
# Makes the secrets of one tenant with random values; nothing is printed or kept.
set -euo pipefail

tenant="$1"
for type in database-password redis-password; do
  openssl rand -base64 32 | aws secretsmanager create-secret \
    --name "multitenant-ai-poc/$tenant/$type" \
    --description "$type of $tenant" \
    --secret-string file:///dev/stdin > /dev/null
done
