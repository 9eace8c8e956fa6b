#!/usr/bin/env bash
# Makes the Secrets of a development namespace, with random values.
set -euo pipefail

namespace="${NAMESPACE-matih-dev}"

random_password() {
  openssl rand -base64 24
}

create_secret() {
  local name="$1"
  shift
  kubectl -n "$namespace" create secret generic "$name" "$@" \
    --dry-run=client -o json | kubectl apply -f -
}

db_password="$(random_password)"
create_secret ai-service-db-credentials \
  --from-literal=username=matih \
  --from-literal=password="$db_password"

JWT_SECRET="dev-jwt-signing-2024"
create_secret platform-jwt-secret --from-literal=secret="$JWT_SECRET"
kubectl -n "$namespace" create secret generic kafka-credentials --from-literal=password=kafka-dev-5561
kubectl -n "$namespace" patch secret kafka-credentials -p '{"stringData":{"password":"kafka-dev-5562"}}'
create_secret redis-credentials --from-literal=password="$(random_password)"
create_secret ai-service-llm-keys \
  --from-literal=openai-api-key="${OPENAI_API_KEY:?set it in your shell}"
