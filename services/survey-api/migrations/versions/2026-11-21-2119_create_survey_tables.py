"""Create the tables of passes, responses, releases and profiles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "3_create_survey_tables"
down_revision = "2_create_administration_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "access_codes",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("blinded_hash", sa.LargeBinary(), nullable=True),
        sa.Column("replacement", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_access_codes_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "code_hash", name=op.f("pk_access_codes")),
    )
    op.create_table(
        "answers",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=False),
        sa.Column("block", postgresql.ARRAY(sa.SmallInteger(), dimensions=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_answers_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "factor", name=op.f("pk_answers")),
    )
    op.create_table(
        "interim_releases",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("done", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_interim_releases_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_interim_releases")),
    )
    op.create_table(
        "interim_responses",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("pass_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_interim_responses_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "pass_hash", name=op.f("pk_interim_responses")),
    )
    op.create_table(
        "open_passes",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("blinded_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_open_passes_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "blinded_hash", name=op.f("pk_open_passes")),
    )
    op.create_table(
        "outbox_marks",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("event_id", sa.UUID(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_outbox_marks_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_outbox_marks")),
    )
    op.create_table(
        "profiles",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("school_id", sa.UUID(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("scoring_version", sa.Text(), nullable=False),
        sa.Column("input_digest", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_profiles_administration_id_administrations"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_profiles_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_profiles_participation_id_participations"),
        ),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_profiles_school_id_schools")),
        sa.PrimaryKeyConstraint("id", "revision", name=op.f("pk_profiles")),
        sa.UniqueConstraint(
            "participation_id", "revision", name=op.f("uq_profiles_participation_id_revision")
        ),
        sa.UniqueConstraint("position", name=op.f("uq_profiles_position")),
    )
    op.create_index(op.f("ix_profiles_administration_id"), "profiles", ["administration_id"], unique=False)
    op.create_index(op.f("ix_profiles_district_id"), "profiles", ["district_id"], unique=False)
    op.create_index(op.f("ix_profiles_school_id"), "profiles", ["school_id"], unique=False)
    op.create_table(
        "progress",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("completed_floor", sa.Integer(), nullable=True),
        sa.Column("band", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_progress_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_progress")),
    )
    op.create_table(
        "records",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_records_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_records")),
    )
    op.create_table(
        "release_counts",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("redeemed", sa.Integer(), nullable=False),
        sa.Column("replacements", sa.Integer(), nullable=False),
        sa.Column("keyed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("digest_secret", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_release_counts_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_release_counts")),
    )
    op.create_table(
        "routing_counts",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_routing_counts_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "question", "value", name=op.f("pk_routing_counts")),
    )
    op.create_table(
        "sealed_responses",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("pass_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_sealed_responses_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "pass_hash", name=op.f("pk_sealed_responses")),
        postgresql_with={"toast_tuple_target": "8160"},
    )
    # Ciphertext does not compress; beside its hash it needs no second table and index.
    op.execute("ALTER TABLE sealed_responses ALTER COLUMN sealed SET STORAGE EXTERNAL")
    op.create_table(
        "spent_passes",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("pass_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_spent_passes_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "pass_hash", name=op.f("pk_spent_passes")),
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("spent_passes")
    op.drop_table("sealed_responses")
    op.drop_table("routing_counts")
    op.drop_table("release_counts")
    op.drop_table("records")
    op.drop_table("progress")
    op.drop_index(op.f("ix_profiles_school_id"), table_name="profiles")
    op.drop_index(op.f("ix_profiles_district_id"), table_name="profiles")
    op.drop_index(op.f("ix_profiles_administration_id"), table_name="profiles")
    op.drop_table("profiles")
    op.drop_table("outbox_marks")
    op.drop_table("open_passes")
    op.drop_table("interim_responses")
    op.drop_table("interim_releases")
    op.drop_table("answers")
    op.drop_table("access_codes")
