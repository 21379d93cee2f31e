"""One settings file, from the environment and the configuration file."""

from __future__ import annotations

import os
from pathlib import Path

from reskontra.config.env import (
    LOCK_SECONDS,
    NO_SECRET,
    config_path,
    database_settings,
    default_database_url,
    listed,
    one_of,
    read_configuration,
    replica_settings,
    single_sign_on,
    switched_on,
    user_mail,
    whole_number,
)
from reskontra.operation.logs import logging_settings

_configuration = read_configuration(config_path())

DATABASE_URL = os.environ.get("RESKONTRA_DATABASE_URL") or _configuration.database or default_database_url()
DEFAULT_COMPANY = os.environ.get("RESKONTRA_COMPANY") or _configuration.company
DEFAULT_LANGUAGE = _configuration.language

DATABASES = {"default": database_settings(DATABASE_URL)}
DATABASE_SETTINGS = database_settings  # of places, too
REPLICAS = replica_settings("RESKONTRA_REPLICA_URL", DATABASES["default"])
REPLICA_LAG_SECONDS = whole_number("RESKONTRA_REPLICA_LAG", 30)  # so long may what others did be missing in a report
DATABASE_ROUTERS = ["reskontra.database.places.Router"]
DATABASE_LOCK_SECONDS = LOCK_SECONDS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "reskontra.interface",  # first: its templates stand before those of the packages
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_tasks_db",
    "reskontra.audit",
    "reskontra.companies",
    "reskontra.parties",
    "reskontra.ledger",
    "reskontra.receivables",
    "reskontra.journals",
    "reskontra.bank",
    "reskontra.matching",
    "reskontra.collections",
    "reskontra.operation",
    "reskontra.privacy",
    "reskontra.desk",
]
AUTH_USER_MODEL = "interface.User"
PRIVATE_WEBHOOKS = (
    os.environ.get("RESKONTRA_PRIVATE_WEBHOOKS") == "1"
)  # addresses in one's own network, unencrypted too
SECRET_KEY = os.environ.get("RESKONTRA_SECRET_KEY", NO_SECRET)
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "interface" / "locale"]
SILENCED_SYSTEM_CHECKS = ["models.W040"]  # SQLite leaves out the covering columns of an index

LOGGING = logging_settings(as_json=one_of("RESKONTRA_LOG", ("text", "json")) == "json")
METRICS_TOKEN = os.environ.get("RESKONTRA_METRICS_TOKEN", "")  # whoever shows it is told /metrics; without one nobody

# The web application.
IS_DEMO = switched_on("RESKONTRA_DEMO")  # one click signs in, and every page says that this is a demo
IS_HTTPS = switched_on("RESKONTRA_HTTPS")  # people reach it by https, through a server in front of it
ALLOWED_HOSTS = listed("RESKONTRA_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "reskontra.config.urls"
WSGI_APPLICATION = "reskontra.config.wsgi.application"
MIDDLEWARE = [
    "reskontra.operation.probes.Probes",
    "reskontra.operation.requests.Numbered",
    "reskontra.interface.placed.Placed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reskontra.interface.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reskontra.interface.language.LanguageOfUser",
    "reskontra.interface.known_devices.KnownDevices",
    "reskontra.interface.session_ends.SessionEnds",
    "reskontra.interface.lent_passwords.LentPasswords",
    "reskontra.interface.demanded_step.DemandedStep",
    "reskontra.interface.recent.RecentPages",
    "reskontra.interface.parts.RefusalsAnswered",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reskontra.desk.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "reskontra.interface.templatetags.display"],
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600  # every address of a file carries the digest of what is in it
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # one for all processes: attempts are counted in it
        "LOCATION": "interface_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# Work in the background: the queue, and what does each kind of job.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_KINDS = {
    "match": "reskontra.matching.jobs.MATCH",
    "post": "reskontra.matching.jobs.POST",
    "preview": "reskontra.matching.jobs.PREVIEW",
    "import": "reskontra.matching.jobs.IMPORT",
    "try_rules": "reskontra.matching.setup_pages.try_jobs.TRY",
    "preview_import": "reskontra.desk.import_jobs.PREVIEW",
    "migration": "reskontra.desk.migration_jobs.TAKE",
    "post_typed": "reskontra.journals.jobs.POST",
    "preview_typed": "reskontra.journals.jobs.PREVIEW",
    "post_registered": "reskontra.journals.registration_jobs.POST",
    "preview_registered": "reskontra.journals.registration_jobs.PREVIEW",
    "post_proposal": "reskontra.journals.paying.jobs.POST",
    "preview_proposal": "reskontra.journals.paying.jobs.PREVIEW",
    "statements": "reskontra.collections.statement_jobs.ISSUE",
    "reminders_make": "reskontra.collections.letter_jobs.MAKE_REMINDERS",
    "reminders_issue": "reskontra.collections.letter_jobs.ISSUE_REMINDERS",
    "memos_make": "reskontra.collections.letter_jobs.MAKE_MEMOS",
    "memos_issue": "reskontra.collections.letter_jobs.ISSUE_MEMOS",
    "reminders_cancel": "reskontra.collections.letter_jobs.CANCEL_REMINDERS",
    "memos_cancel": "reskontra.collections.letter_jobs.CANCEL_MEMOS",
    "erase_files": "reskontra.privacy.erasing_jobs.ERASE",
    "policy": "reskontra.collections.policy_jobs.RUN",
    "policy_trial": "reskontra.collections.policy_jobs.TRY",
    "statement_mail": "reskontra.collections.statement_jobs.MAIL",
    "letter_mail": "reskontra.collections.mail_jobs.MAIL",
    "plan_mail": "reskontra.collections.kept_jobs.MAIL_PLANS",
    "refund_mail": "reskontra.collections.kept_jobs.MAIL_REFUNDS",
}
ACCOUNT_MAIL = "reskontra.collections.account_mail.send_account_mail"  # what is told to a user of how she signs in
USER_MAIL = user_mail(_configuration)  # by which server it goes; by those of companies where this is none
# What tells of events, in the order in which they are gathered: what commands did comes after what they posted.
EVENT_SOURCES = {
    "entries": "reskontra.receivables.entry_events.ENTRIES",
    "commands": "reskontra.interface.command_events.COMMANDS",
}
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:  # so named, a browser takes them of this host alone, whatever stands beside it in the domain
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_ENGINE = "reskontra.interface.sessions"
IDLE_MINUTES = whole_number("RESKONTRA_IDLE_MINUTES", 30)  # a session that is not used ends
SESSION_HOURS = whole_number("RESKONTRA_SESSION_HOURS", 12)  # one that is used ends too
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "reskontra.desk.faults.form_too_old"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_LENGTH, PASSWORD_MOST = 12, 128
_OF_DJANGO = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_OF_DJANGO}.UserAttributeSimilarityValidator"},
    {
        "NAME": f"{_OF_DJANGO}.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "reskontra.interface.passwords.NotTooLong"},
    {"NAME": f"{_OF_DJANGO}.CommonPasswordValidator"},
    {"NAME": "reskontra.interface.passwords.NotGuessed"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "start", "account_login"
ACCOUNT_ADAPTER = "reskontra.interface.sign_in.ClosedDoor"
ACCOUNT_FORMS = {"change_password": "reskontra.interface.password_change.AnotherPassword"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}  # what sign_in.TOO_MANY says
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0  # whose word on a visitor's address is taken
OIDC = single_sign_on(_configuration)  # who else vouches for people; nobody unless it is set
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC.name,
                "client_id": OIDC.client,
                "secret": OIDC.secret,
                "settings": {"server_url": OIDC.server, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC.server
        else []
    }
}
SOCIALACCOUNT_ADAPTER = "reskontra.interface.single_sign_on.KnownPeopleOnly"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy lets no form lead elsewhere, and what comes back is checked
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
MFA_ADAPTER = "reskontra.interface.sign_in.SecondStep"
MFA_TOTP_ISSUER = "Reskontra"
_OF_WHOM = ("nobody", "administrators", "everybody")
SECOND_STEP = one_of("RESKONTRA_SECOND_STEP", _OF_WHOM, in_file=_configuration.second_step)  # of whom it is demanded
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024  # a request of a program with 10,000 documents
API_REQUESTS_A_MINUTE = whole_number("RESKONTRA_API_REQUESTS", 6_000)  # of one token, in one process of the server
