#!/bin/sh
# Run once by the PostgreSQL image, in a new database: one role publishes, the other only reads.
set -e
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v publisher="$ASK_PUBLISHER_PASSWORD" -v reader="$ASK_READER_PASSWORD" <<'SQL'
CREATE ROLE publisher LOGIN PASSWORD :'publisher';
CREATE ROLE reader LOGIN PASSWORD :'reader';
CREATE EXTENSION vector;
CREATE SCHEMA ask_workspace AUTHORIZATION publisher;
GRANT USAGE ON SCHEMA ask_workspace TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE publisher IN SCHEMA ask_workspace GRANT SELECT ON TABLES TO reader;
SQL
