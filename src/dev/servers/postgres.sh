# Sourced after serving.sh by the servers that keep their calendars in PostgreSQL: a cluster of their own under DIR, on a
# UNIX socket only. Root, to run it as its user.
sockets="$dir/sockets"

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
postgres_is_here() { [ -n "$(postgres_bin)" ]; }

start_postgres() { # from then on "${as_postgres[@]}" COMMAND... is run by its superuser
  as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups
    env -C / HOME=/ PGHOST="$sockets" PATH="$(postgres_bin):$PATH")
  mkdir -p "$dir/postgres" "$sockets"
  chown postgres: "$dir/postgres" "$sockets"
  [ -f "$dir/postgres/PG_VERSION" ] ||
    "${as_postgres[@]}" initdb -D "$dir/postgres" -A trust -U postgres -E UTF8 --locale=C.UTF-8 -N >/dev/null
  "${as_postgres[@]}" postgres -D "$dir/postgres" -c listen_addresses= -c unix_socket_directories="$sockets" -c fsync=off &
  local database=$!
  until "${as_postgres[@]}" pg_isready -q; do
    kill -0 $database 2>/dev/null || give_up "its PostgreSQL ended while it was starting"
    sleep 0.1
  done
}
