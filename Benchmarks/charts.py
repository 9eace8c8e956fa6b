"""A repository of Helm charts: deterministic, of the usual parts."""

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "NAME.fullname" . }}
  labels:
    {{- include "NAME.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels:
      app.kubernetes.io/name: NAME
  template:
    metadata:
      labels:
        app.kubernetes.io/name: NAME
    spec:
      serviceAccountName: {{ .Values.serviceAccount.name }}
      {{- with .Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: NAME
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          ports:
            - name: http
              containerPort: {{ .Values.service.port }}
          env:
            - name: LOG_LEVEL
              value: {{ .Values.logLevel | quote }}
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: {{ .Values.database.existingSecret }}
                  key: {{ .Values.database.passwordKey }}
            {{- range $key, $value := .Values.extraEnv }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
          volumeMounts:
            - name: tls
              mountPath: /etc/NAME/tls
              readOnly: true
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
      volumes:
        - name: tls
          secret:
            secretName: {{ .Values.tls.secretName }}
"""
SECRETS = """\
{{- if .Values.externalSecrets.enabled }}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ include "NAME.fullname" . }}
  labels:
    {{- include "NAME.labels" . | nindent 4 }}
spec:
  refreshInterval: {{ .Values.externalSecrets.refreshInterval }}
  secretStoreRef:
    name: {{ .Values.externalSecrets.store }}
    kind: ClusterSecretStore
  target:
    name: {{ .Values.database.existingSecret }}
    creationPolicy: Owner
  data:
    - secretKey: password
      remoteRef:
        key: {{ .Values.externalSecrets.key }}
{{- end }}
"""
HELPERS = """\
{{- define "NAME.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "NAME.labels" -}}
app.kubernetes.io/name: NAME
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
"""
VALUES = """\
# Values of NAME.
replicaCount: COUNT
logLevel: info
image:
  repository: registry.example.org/team/NAME
  tag: "1.NUMBER.0"
imagePullSecrets:
  - name: platform-registry
serviceAccount:
  create: true
  name: NAME
  annotations: {}
service:
  type: ClusterIP
  port: 8080
database:
  host: NAME-db.data.svc
  port: 5432
  username: NAME
  existingSecret: NAME-db
  passwordKey: password
tls:
  secretName: NAME-tls
externalSecrets:
  enabled: true
  store: platform
  key: NAME-database-password
  refreshInterval: 1h
extraEnv:
  FEATURE_ONE: "true"
  CACHE_URL: redis://NAME-cache:6379/0
resources:
  requests:
    cpu: 100m
    memory: 128Mi
  limits:
    memory: 256Mi
"""
PARTS = {
    "Chart.yaml": "apiVersion: v2\nname: NAME\nversion: 0.NUMBER.0\nappVersion: \"1.NUMBER.0\"\n",
    "values.yaml": VALUES,
    "templates/deployment.yaml": DEPLOYMENT,
    "templates/external-secret.yaml": SECRETS,
    "templates/_helpers.tpl": HELPERS,
}


def charts(text, count):
    """The files of `count` charts, three templates and one values file each, bytes by path."""
    files = {
        "stores/platform.yaml": (
            "apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata:\n"
            "  name: platform\nspec:\n  conditions:\n    - namespaces: [apps]\n  provider:\n"
            "    azurekv:\n      authType: WorkloadIdentity\n"
            "      vaultUrl: https://platform.vault.azure.net\n").encode()
    }
    for number in range(count):
        name = f"{text.name(2)}_{number}".replace("_", "-")
        folder = f"charts/{name}"
        for path, content in PARTS.items():
            content = content.replace("NAME", name).replace("NUMBER", str(number % 40))
            files[f"{folder}/{path}"] = content.replace("COUNT", str(1 + number % 3)).encode()
    return files
