{{/*
Renders a value that may hold a template.
Usage: {{ include "kit.tplvalues.render" (dict "value" .Values.path "context" $) }}
*/}}
{{- define "kit.tplvalues.render" -}}
{{- $value := typeIs "string" .value | ternary .value (.value | toYaml) -}}
{{- if contains "{{" (toJson .value) -}}
    {{- tpl $value .context -}}
{{- else -}}
    {{- $value -}}
{{- end -}}
{{- end -}}

{{- define "kit.images.image" -}}
{{- $registry := .imageRoot.registry -}}
{{- $tag := default .chart.AppVersion .imageRoot.tag | toString -}}
{{- if $registry -}}
{{- printf "%s/%s:%s" $registry .imageRoot.repository $tag -}}
{{- else -}}
{{- printf "%s:%s" .imageRoot.repository $tag -}}
{{- end -}}
{{- end -}}

{{- define "kit.affinities.pods" -}}
{{- if eq .type "soft" }}
preferredDuringSchedulingIgnoredDuringExecution:
  - podAffinityTerm:
      labelSelector:
        matchLabels: {{- include "kit.labels.match" (dict "context" .context) | nindent 10 }}
      topologyKey: kubernetes.io/hostname
    weight: 1
{{- else }}
requiredDuringSchedulingIgnoredDuringExecution:
  - labelSelector:
      matchLabels: {{- include "kit.labels.match" (dict "context" .context) | nindent 8 }}
    topologyKey: kubernetes.io/hostname
{{- end }}
{{- end -}}
