"""One settings file for every environment; only variables differ. See README, Settings."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from infra import rest
from infra.environment import ROOT, env, env_flag, env_list, env_or, load_dotenv
from infra.logs import LOGGING as LOGGING
from infra.schedule import BEAT, QUEUES

load_dotenv(ROOT / ".env")

SECRET_KEY = env("SECRET_KEY")
AUDIT_KEY = env("AUDIT_KEY")
LOOKUP_KEY = env("LOOKUP_KEY")
DEBUG = env_flag("DEBUG")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
SITE_URL = env("SITE_URL")
COUNCIL_NAME = env("COUNCIL_NAME")
SAFEGUARDING_ADDRESS = env_or("SAFEGUARDING_ADDRESS", "the address on our letter")
COMPLAINTS_ADDRESS = env_or("COMPLAINTS_ADDRESS", "the complaints address on our letter")
SAFEGUARDING_PHONE = env_or("SAFEGUARDING_PHONE", "the number on our letter")
DATA_FOLDER = Path(env("DATA_FOLDER")).resolve()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "access",
    "recordings",
    "recordings.reviews",
    "recordings.calendar",
    "recordings.reminders",
    "recordings.unusual",
    "transcription",
    "minutes",
    "minutes.requests",
    "minutes.letters",
    "minutes.emergency",
]

# Sign-in comes before CSRF, which reads the body: no stranger's upload is read (house style, rule 12).
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "access.middleware.no_store",
    "access.middleware.source_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "access.middleware.session_time_out",
    "access.middleware.asked_once",
    "access.middleware.second_factor_wanted",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "access.middleware.refused_looks",
    "access.middleware.ConflictPage",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "infra.urls"
WSGI_APPLICATION = "infra.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "access.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {"default": dj_database_url.parse(env("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
    # Tests too on a file: threads that share a database in memory do not wait for each other, they fail.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_FOLDER / "tests.sqlite3")}
else:  # on a solid-state disk any row costs about as much as the next one, and the questions are short
    choices = DATABASES["default"].setdefault("OPTIONS", {})
    choices.setdefault("options", "-c random_page_cost=1.1 -c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "home"
SECOND_FACTOR = env_or("SECOND_FACTOR", "no") == "yes"  # asked of everybody, not only of who set it up
SESSION_COOKIE_AGE = 8 * 60 * 60  # in any case
SESSION_IDLE_SECONDS = int(env_or("SESSION_IDLE_SECONDS", str(15 * 60)))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "access.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "access.audit.request_address"

# The web's own protections
HTTPS = env_flag("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
FILE_UPLOAD_HANDLERS = ["recordings.uploads.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# The vault
KEK_PROVIDER = env("KEK_PROVIDER")
# Also read with another provider, so that keys can move from the keyring to it.
KEK_KEYRING = Path(env("KEK_KEYRING")) if KEK_PROVIDER == "keyring" or env_or("KEK_KEYRING", "") else None
KMS_KEY_ID = env("KMS_KEY_ID") if KEK_PROVIDER == "aws-kms" else ""
KMS_ENDPOINT = env_or("KMS_ENDPOINT", "")
KMS_REGION = env_or("KMS_REGION", "eu-west-2")

# The ids of destroyed keys; a restore replays them. Keep a copy on another machine.
ERASURE_LEDGER = Path(env_or("ERASURE_LEDGER", str(DATA_FOLDER / "destroyed-keys")))
BACKUP_KEEP_DAYS = int(env_or("BACKUP_KEEP_DAYS", "35"))

BLOB_STORAGE = env("BLOB_STORAGE")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "blobs": {
        "BACKEND": "recordings.vault.places.Folder",
        "OPTIONS": {
            "location": DATA_FOLDER / "blobs",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
if BLOB_STORAGE == "s3":
    STORAGES["blobs"] = {
        "BACKEND": "recordings.vault.places.Bucket",
        "OPTIONS": {
            "endpoint_url": env("S3_ENDPOINT"),
            "bucket_name": env("S3_BUCKET"),
            "access_key": env("S3_KEY"),
            "secret_key": env("S3_SECRET"),
            "region_name": env_or("S3_REGION", "eu-west-2"),
            "signature_version": "s3v4",
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": False,
        },
    }

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# The worker (house style, rule 18)
CELERY_BROKER_URL = env("BROKER_URL")
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "conference"
CELERY_TASK_QUEUES = QUEUES
BROKER_FOLDER = DATA_FOLDER / "broker"
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER / "messages"),
        "data_folder_out": str(BROKER_FOLDER / "messages"),
        "control_folder": str(BROKER_FOLDER / "control"),
        "store_processed": False,
    }
CELERY_BEAT_SCHEDULE = BEAT
JOB_LEASE_SECONDS = int(env_or("JOB_LEASE_SECONDS", "60"))

# Speech
SPEECH_MODEL = env("SPEECH_MODEL")
MODELS_FOLDER = Path(env_or("MODELS_FOLDER", str(DATA_FOLDER.parent / "models")))
SPEECH_MODELS = [name.strip() for name in env_or("SPEECH_MODELS", "").split(",") if name.strip()]
TRANSCRIBE_AFTER_UPLOAD = env_or("TRANSCRIBE_AFTER_UPLOAD", "no") == "yes"
SPEECH_DEVICE = env_or("SPEECH_DEVICE", "cpu")
SPEECH_WORKERS = int(env_or("SPEECH_WORKERS", "0"))  # 0: chosen from the CPU
SPEECH_THREADS = int(env_or("SPEECH_THREADS", "0"))

# Off without an address. The machine must be on the council's own network: a public address is refused.
LANGUAGE_MODEL_URL = env_or("LANGUAGE_MODEL_URL", "")
LANGUAGE_MODEL_NAME = env_or("LANGUAGE_MODEL_NAME", "default")
LANGUAGE_MODEL_KEY = env_or("LANGUAGE_MODEL_KEY", "")
LANGUAGE_MODEL_SECONDS = float(env_or("LANGUAGE_MODEL_SECONDS", "20"))

# Only a local run has this: with it manage.py load_sample makes the fictional council
SAMPLE_PASSWORD = env_or("SAMPLE_PASSWORD", "")

# Mail
MAIL = urlsplit(env_or("EMAIL_URL", "smtp://localhost:25"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "localhost", MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = "tls" in MAIL.query, MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_or("EMAIL_FROM", "conference-record@localhost")
# On the outside of an envelope: it must not say what is inside, so not the address of a safeguarding unit.
RETURN_ADDRESS = env_or("RETURN_ADDRESS", "")
# GOV.UK Notify, for text messages and for e-mails with a link; off while there is no key
NOTIFY_API_KEY = env_or("NOTIFY_API_KEY", "")
NOTIFY_URL = env_or("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_TEXT_TEMPLATE = env_or("NOTIFY_TEXT_TEMPLATE", "")
NOTIFY_EMAIL_TEMPLATE = env_or("NOTIFY_EMAIL_TEMPLATE", "")

# The mailbox that requests come to: imaps://name:password@host/INBOX; without it none is read
MAILBOX_URL = env_or("MAILBOX_URL", "")
MAILBOX_ADDRESS = env_or("MAILBOX_ADDRESS", "")  # what comes from this address was sent by us
MAILBOX_KEPT_IN = env_or("MAILBOX_KEPT_IN", "Sealed")  # the folder for what is sealed and kept here

# The API
REST_FRAMEWORK, REST_KNOX, SPECTACULAR_SETTINGS = rest.FRAMEWORK, rest.TOKENS, rest.SCHEMA

# Words and dates
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
OFFICE_CLOSES = env_or("OFFICE_CLOSES", "17:00")
COPY_TARGET_WORKING_DAYS = int(env_or("COPY_TARGET_WORKING_DAYS", "20"))
