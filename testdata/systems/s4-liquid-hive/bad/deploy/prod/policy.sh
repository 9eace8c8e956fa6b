#!/usr/bin/env bash
set -euo pipefail

cat > liquid-hive-secrets-policy.json <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      "Resource": "arn:aws:secretsmanager:*:*:secret:liquid-hive/*"
    }
  ]
}
POLICY
eksctl create iamserviceaccount --cluster liquid-hive --namespace default --name liquid-hive-secrets \
  --attach-policy-arn arn:aws:iam::111122223333:policy/LiquidHiveSecretsPolicy --approve
