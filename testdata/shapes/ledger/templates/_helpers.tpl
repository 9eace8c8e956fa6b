{{/* vim: set filetype=mustache: */}}
{{- define "ledger.v1.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (default .Chart.Name .Values.nameOverride) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "ledger.v1.secretName" -}}
{{- if .Values.global.postgresql.auth.existingSecret -}}
    {{- printf "%s" (tpl .Values.global.postgresql.auth.existingSecret $) -}}
{{- else if .Values.auth.existingSecret -}}
    {{- printf "%s" (tpl .Values.auth.existingSecret $) -}}
{{- else -}}
    {{- include "ledger.v1.fullname" . -}}
{{- end -}}
{{- end -}}

{{- define "ledger.v1.createSecret" -}}
{{- if not (or .Values.global.postgresql.auth.existingSecret .Values.auth.existingSecret) -}}
    {{- true -}}
{{- end -}}
{{- end -}}

{{- define "ledger.v1.passwordKey" -}}
{{- if .Values.auth.existingSecret }}
  {{- printf "%s" .Values.auth.secretKeys.userPasswordKey -}}
{{- else -}}
  {{- "password" -}}
{{- end -}}
{{- end -}}
