#!/usr/bin/env bash
set -euo pipefail

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/shared/database-password" \
  --description "Shared database password for platform" \
  --secret-string "SecurePassword123!"

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/shared/redis-password" \
  --description "Shared Redis password for platform" \
  --secret-string "RedisSecurePass123!"

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/tenant-1/database-password" \
  --secret-string "Tenant1SecurePass123!"

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/tenant-2/database-password" \
  --secret-string "Tenant2SecurePass123!"

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/ai-providers/openai-api-key" \
  --secret-string "sk-your-openai-api-key-here"

aws secretsmanager create-secret \
  --name "multitenant-ai-poc/ai-providers/custom-model-api-key" \
  --secret-string "your-custom-model-api-key"

kubectl apply -f kubernetes/secrets/
