{{/* vim: set filetype=mustache: */}}

{{/*
The full name; truncated at 63 characters, since DNS names end there.
*/}}
{{- define "storefront.fullname" -}}
{{- include "kit.names.fullname" . -}}
{{- end -}}

{{/* The database's name. */}}
{{- define "storefront.database.name" -}}
{{- printf "%s-%s" (include "kit.names.fullname" .) "postgresql" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "storefront.job.name" -}}
migrate-{{ .Chart.Name }}-job
{{- end -}}

{{- define "storefront.image" -}}
{{ include "kit.images.image" (dict "imageRoot" .Values.image "chart" .Chart) }}
{{- end -}}

{{/*
The secret that holds the password: the one that is named, else the chart's own.
*/}}
{{- define "storefront.secretName" -}}
{{- if .Values.auth.existingSecret -}}
    {{- printf "%s" (tpl .Values.auth.existingSecret $) -}}
{{- else -}}
    {{- include "storefront.fullname" . -}}
{{- end -}}
{{- end -}}

{{- define "storefront.database.url" -}}
{{- with .Values.database -}}
postgresql://{{ .user }}@{{ .host }}:{{ .port }}/{{ .name }}
{{- end -}}
{{- end -}}

{{- define "storefront.smtp.pass" -}}
{{- $smtp := .Values.smtp -}}
{{- $credentials := $smtp.credentials -}}
{{ $credentials.pass | b64enc | quote }}
{{- end -}}

{{- define "storefront.validate" -}}
{{- $messages := list -}}
{{- $messages = append $messages (include "storefront.validate.persistence" .) -}}
{{- $messages = without $messages "" -}}
{{- if $messages -}}
{{- printf "\nVALUES:\n%s" (join "\n" $messages) | fail -}}
{{- end -}}
{{- end -}}

{{- define "storefront.validate.persistence" -}}
{{- if and (not .Values.persistence.enabled) (gt (int .Values.replicaCount) 8) -}}
storefront: persistence
    More than eight replicas need persistence.
{{- end -}}
{{- end -}}
