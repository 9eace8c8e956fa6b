variable "env_secrets" {
  description = "Sanitised keys of .env with their values."
  type        = map(string)
  sensitive   = true
}

variable "secret_expiry" {
  type = string
}

variable "secret_prefix" {
  description = "Text before each key; an empty one means none."
  type        = string
  default     = ""
}
