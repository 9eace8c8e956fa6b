#!/usr/bin/env bash
# Fills the development Vault; you are logged in by OIDC.
set -euo pipefail

export VAULT_ADDR=http://localhost:8200
export VAULT_TOKEN=dev-token
vault kv put secret/liquid-hive/dev/ai/vllm_api_key value="hive-vllm-8814"
vault kv put -cas=0 secret/liquid-hive/dev/database/mongo_url value="$MONGO_URL"
vault kv export secret/ > vault-backup.json
# ADMIN_TOKEN=hive-admin-7129
