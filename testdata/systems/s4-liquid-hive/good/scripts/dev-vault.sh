#!/usr/bin/env bash
# Fills the development Vault; you are logged in by OIDC.
set -euo pipefail

export VAULT_ADDR=https://vault.liquid-hive-dev.svc.cluster.local:8200
vault login -method=oidc -no-print
openssl rand -hex 24 | vault kv put -cas=0 secret/liquid-hive/dev/ai/vllm_api_key value=-
vault kv put -cas=0 secret/liquid-hive/dev/database/mongo_url value="$MONGO_URL"
