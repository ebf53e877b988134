"""Settings of the site. Every variable read here is described in README."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from newsroom import environment as env
from newsroom.database import connection_settings, urls

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("ISNAD_VAR", BASE_DIR / "var"))

PRODUCTION = env.in_production()
if PRODUCTION:
    env.require_production_settings()
DEBUG = env.flag("DEBUG") and not PRODUCTION

SECRET_KEY = os.environ.get("SECRET_KEY") or env.local_secret(VAR_DIR / "secret_key")
PORT = env.number("PORT", 8000)
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles.apps.ArticlesConfig",
    "newsroom.apps.IsnadAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "csp",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Site role and owner role: the site cannot rewrite history, migrations can change tables.
_URLS = urls(BASE_DIR)
_POOL = {"min_size": 1, "max_size": env.number("DATABASE_POOL", 8), "timeout": 10}


def _database(url: str, *, pool: bool) -> dict[str, Any]:
    entry = connection_settings(url)
    # Safe through PgBouncer in transaction mode: nothing is kept on the server between queries.
    entry["OPTIONS"] |= {"prepare_threshold": None}
    if pool:
        entry["OPTIONS"]["pool"] = dict(_POOL)
        # After the database was restarted, no request gets one of the connections it broke.
        entry["CONN_HEALTH_CHECKS"] = True
    entry["DISABLE_SERVER_SIDE_CURSORS"] = True
    return entry


DATABASES = {
    "default": _database(_URLS.site, pool=env.flag("DATABASE_POOLING")),
    "owner": _database(_URLS.owner, pool=False) | {"TEST": {"MIRROR": "default"}},
}
DATABASE_DIRECT_URL = os.environ.get("DATABASE_DIRECT_URL") or _URLS.site
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "articles.admin.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Riyadh")
FORMAT_MODULE_PATH = ["newsroom.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
# This node's search index: it follows from the database, and is built again where it is missing.
SEARCH_DIR = VAR_DIR / "search"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31536000

REST_FRAMEWORK: dict[str, Any] = {}
if (BASE_DIR / "articles" / "api" / "configuration.py").exists():
    from articles.api.configuration import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401

# Nothing inline, nothing from elsewhere. The admin's pages get nonces where a widget needs one.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Proxies in front of the site: that many entries of X-Forwarded-For are believed, from the right.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
# Comments: how many an address may send within the window (seconds); hashes are kept that long.
COMMENT_LIMIT = env.number("COMMENT_LIMIT", 5)
COMMENT_WINDOW = env.number("COMMENT_WINDOW", 600)
ADDRESS_HASH_DAYS = env.number("ADDRESS_HASH_DAYS", 7)
# "ascii" (0-9) or "arabic" (Arabic-Indic) digits on readers' pages.
DIGITS = os.environ.get("DIGITS", "ascii")
# The day by the Umm al-Qura calendar too, beside dates of articles and the front page's.
HIJRI_DATES = env.flag("HIJRI_DATES")
# Citations that nobody has reviewed, on readers' article pages, marked as such and never counted.
SHOW_SUGGESTED = env.flag("SHOW_SUGGESTED")
SITE_NAME = os.environ.get("SITE_NAME", "إسناد")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "articles": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        # Each 404 a reader meets is no news.
        "django.request": {"level": "ERROR"},
    },
}

if env.flag("DEBUG_TOOLBAR") and DEBUG:
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(2, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1"]
