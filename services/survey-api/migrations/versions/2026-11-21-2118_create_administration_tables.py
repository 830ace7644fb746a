"""Create the tables of the administration rooms and the events' outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2_create_administration_tables"
down_revision = "1_create_logins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "districts",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "external_ids",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_districts")),
    )
    op.create_table(
        "handled_events",
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_handled_events")),
    )
    op.create_table(
        "outbox_events",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.UUID(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_outbox_events")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_api_keys_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
    )
    op.create_index(op.f("ix_api_keys_district_id"), "api_keys", ["district_id"], unique=False)
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("api_key_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_audit_log_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_district_id"), "audit_log", ["district_id"], unique=False)
    op.create_table(
        "instruments",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_instruments_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruments")),
        sa.UniqueConstraint(
            "district_id",
            "instrument",
            "version",
            name=op.f("uq_instruments_district_id_instrument_version"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_instruments_district_id"), "instruments", ["district_id"], unique=False)
    op.create_table(
        "schools",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "external_ids",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("reporting_unit", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_schools_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
    )
    op.create_index(op.f("ix_schools_district_id"), "schools", ["district_id"], unique=False)
    op.create_table(
        "administrations",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("release_mode", sa.Text(), nullable=False),
        sa.Column("custody", sa.Text(), server_default=sa.text("'file'"), nullable=False),
        sa.Column("k", sa.SmallInteger(), server_default=sa.text("5"), nullable=False),
        sa.Column("grace_hours", sa.SmallInteger(), server_default=sa.text("24"), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_no_later_than", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("word_hash", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("access IN ('cards', 'open', 'import')", name=op.f("ck_administrations_access")),
        sa.CheckConstraint(
            "release_mode IN ('sealed', 'rolling')", name=op.f("ck_administrations_release_mode")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'open', 'closed', 'published')",
            name=op.f("ck_administrations_state"),
        ),
        sa.CheckConstraint("grace_hours BETWEEN 0 AND 168", name=op.f("ck_administrations_grace_hours")),
        sa.CheckConstraint("k >= 5", name=op.f("ck_administrations_k_at_least_five")),
        sa.CheckConstraint(
            "opens_at < closes_at AND closes_at <= closes_no_later_than",
            name=op.f("ck_administrations_window"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_administrations_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instruments.id"], name=op.f("fk_administrations_instrument_id_instruments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administrations")),
    )
    op.create_index(op.f("ix_administrations_district_id"), "administrations", ["district_id"], unique=False)
    op.create_table(
        "imports",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("responses_csv", sa.LargeBinary(), nullable=True),
        sa.Column("schools_csv", sa.LargeBinary(), nullable=True),
        sa.Column("rows_total", sa.Integer(), nullable=True),
        sa.Column("rows_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "errors",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("error_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'refused')", name=op.f("ck_imports_state")
        ),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_imports_administration_id_administrations"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_imports_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_administration_id"), "imports", ["administration_id"], unique=False)
    op.create_index(op.f("ix_imports_district_id"), "imports", ["district_id"], unique=False)
    op.create_table(
        "participations",
        sa.Column("id", sa.UUID(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("school_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("replacement_cap", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("replacements_issued", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cards_made", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sealing_public_key", sa.LargeBinary(), nullable=True),
        sa.Column("issuer_public_key", sa.LargeBinary(), nullable=True),
        sa.Column("manifest", sa.LargeBinary(), nullable=True),
        sa.Column("pin", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_length", sa.Integer(), nullable=True),
        sa.Column("issuer_key_destroyed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'open', 'closed', 'review', 'released', 'shredded', 'published')",
            name=op.f("ck_participations_state"),
        ),
        sa.CheckConstraint("eligible >= 1", name=op.f("ck_participations_eligible_positive")),
        sa.CheckConstraint(
            "replacements_issued <= replacement_cap", name=op.f("ck_participations_replacements_capped")
        ),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_participations_administration_id_administrations"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_participations_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_participations_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participations")),
        sa.UniqueConstraint(
            "administration_id", "school_id", name=op.f("uq_participations_administration_id_school_id")
        ),
    )
    op.create_index(
        op.f("ix_participations_administration_id"), "participations", ["administration_id"], unique=False
    )
    op.create_index(op.f("ix_participations_district_id"), "participations", ["district_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(op.f("ix_participations_district_id"), table_name="participations")
    op.drop_index(op.f("ix_participations_administration_id"), table_name="participations")
    op.drop_table("participations")
    op.drop_index(op.f("ix_imports_district_id"), table_name="imports")
    op.drop_index(op.f("ix_imports_administration_id"), table_name="imports")
    op.drop_table("imports")
    op.drop_index(op.f("ix_administrations_district_id"), table_name="administrations")
    op.drop_table("administrations")
    op.drop_index(op.f("ix_schools_district_id"), table_name="schools")
    op.drop_table("schools")
    op.drop_index(op.f("ix_instruments_district_id"), table_name="instruments")
    op.drop_table("instruments")
    op.drop_index(op.f("ix_audit_log_district_id"), table_name="audit_log")
    op.drop_table("audit_log")
    op.drop_index(op.f("ix_api_keys_district_id"), table_name="api_keys")
    op.drop_table("api_keys")
    op.drop_table("outbox_events")
    op.drop_table("handled_events")
    op.drop_table("districts")
