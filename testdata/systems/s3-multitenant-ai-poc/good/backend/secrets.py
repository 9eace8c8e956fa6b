"""Reads the secrets of the tenant that this process serves."""

import os

import boto3


def get_secret(kind: str) -> str:
    tenant = os.environ["TENANT_ID"]
    client = boto3.client("secretsmanager", region_name=os.environ["AWS_REGION"])
    answer = client.get_secret_value(SecretId=f"multitenant-ai-poc/{tenant}/{kind}")
    return answer["SecretString"]
