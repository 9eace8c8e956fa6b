variable "tenants" {
  type    = set(string)
  default = ["tenant-1", "tenant-2", "tenant-10"]
}

variable "database_passwords" {
  type      = map(string)
}

variable "rotation_lambda_arn" {
  type = string
}

resource "aws_kms_key" "tenant" {
  for_each                = var.tenants
  description             = "Data of ${each.key}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_secretsmanager_secret" "database_password" {
  for_each   = var.tenants
  name       = "multitenant-ai-poc/${each.key}/database-password"
  kms_key_id = aws_kms_key.tenant[each.key].arn
}

resource "aws_secretsmanager_secret_version" "database_password" {
  for_each      = var.tenants
  secret_id     = aws_secretsmanager_secret.database_password[each.key].id
  secret_string = "SecurePassword123!"
}

resource "aws_secretsmanager_secret" "huggingface" {
  name = "multitenant-ai-poc/huggingface"
}

resource "aws_db_instance" "shared" {
  identifier     = "multitenant-ai-poc-shared"
  engine         = "postgres"
  instance_class = "db.t4g.medium"
  username       = "platform"
  password       = "shared-db-pass-3316"
}

resource "aws_secretsmanager_secret_rotation" "database_password" {
  for_each            = var.tenants
  secret_id           = aws_secretsmanager_secret.database_password[each.key].id
  rotation_lambda_arn = var.rotation_lambda_arn

  rotation_rules {
    automatically_after_days = 90
  }
}
