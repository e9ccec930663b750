"""What somebody with the database's own password can do to the audit: past the triggers that guard it."""

from django.db import connection


def tamper(sql: str, values: list | None = None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE access_auditevent DISABLE TRIGGER audit_no_change")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
        cursor.execute(sql, values)
