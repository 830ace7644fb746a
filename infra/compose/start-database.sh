#!/bin/sh
# Start PostgreSQL with a superuser password that nobody chose: made at the first start and kept in a
# volume that only `migrate` shares. Everything else logs in with the passwords `migrate` sets.
set -eu
umask 077
passwords=/keys/database/pgpass
if [ ! -s "$passwords" ]; then
  password=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
  printf 'database:5432:*:throughline:%s\n' "$password" >"$passwords.new"
  chown 10001:10001 "$passwords.new" # the account of the API's image, which runs `migrate`
  mv "$passwords.new" "$passwords"
fi
POSTGRES_PASSWORD=$(cut -d: -f5 "$passwords")
export POSTGRES_PASSWORD
exec docker-entrypoint.sh "$@"
