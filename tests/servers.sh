# Sourced by ./test: the real servers the tests talk to, each on its own port with its own data folder,
# started here, waited for by asking them, and stopped by process id. Nothing of the machine's own is touched.
# Sets TESTS_POSTGRES_URL, TESTS_RABBITMQ_URL, TESTS_S3_*, TESTS_AWS_ENDPOINT, TESTS_SMTP_URL, TESTS_MAILBOX,
# TESTS_IMAP_URL, TESTS_CHROMIUM and TESTS_AXE.

server_pids=()
loopback=127.0.0.1

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

need_packages() { # Installs what is missing of: command package, command package, ...
  local missing=""
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null 2>&1 || [ -x "$1" ] || compgen -G "$1" >/dev/null || missing="$missing $2"
    shift 2
  done
  [ -z "$missing" ] && return
  echo "Installing:$missing"
  as_root apt-get update -qq >/dev/null 2>&1 || true
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    > "$work/apt.log" 2>&1 < /dev/null || { tail -n 5 "$work/apt.log" >&2; echo "Could not install:$missing" >&2; return 1; }
}

free_ports() { # Prints as many free ports as asked for.
  "$python" -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))' "$1"
}

wait_for() { # wait_for NAME COMMAND...: asks until it answers, for a minute at most.
  local name=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    [ $((tries += 1)) -lt 300 ] || { echo "$name did not start; see $work/$name.log" >&2; tail -n 5 "$work/$name.log" >&2; return 1; }
    sleep 0.2
  done
}

listening() { "$python" -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()' "$1"; }

in_background() { # in_background NAME COMMAND...
  local name=$1
  shift
  "$@" > "$work/$name.log" 2>&1 < /dev/null &
  server_pids+=($!)
}

start_postgresql() {
  local port=$1 data=$work/postgresql bin secret
  bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  secret=$("$python" -c 'import secrets; print(secrets.token_hex(16))')
  mkdir -p "$data"
  printf '%s' "$secret" > "$data.password"
  local as=()
  if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    chown postgres "$data" "$data.password"
  fi
  (cd / && "${as[@]}" "$bin/initdb" -D "$data" -U tests -A scram-sha-256 --pwfile "$data.password" -E UTF8 --locale=C.UTF-8) \
    > "$work/initdb.log" 2>&1 || { tail -n 5 "$work/initdb.log" >&2; return 1; }
  in_background postgresql env --chdir=/ "${as[@]}" "$bin/postgres" -D "$data" -p "$port" -h $loopback -k "$data" \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200
  postgresql_pid=${server_pids[-1]}
  export TESTS_POSTGRES_URL=postgres://tests:$secret@$loopback:$port/postgres
  wait_for postgresql "$bin/pg_isready" -h $loopback -p "$port" -U tests
}

start_rabbitmq() {
  local port=$1 epmd=$2 dist=$3 home=$work/rabbitmq secret
  secret=$("$python" -c 'import secrets; print(secrets.token_hex(16))')
  mkdir -p "$home"
  printf '%s' "$secret" > "$home/.erlang.cookie"
  chmod 400 "$home/.erlang.cookie"
  cat > "$home/rabbitmq.conf" <<EOT
listeners.tcp.1 = $loopback:$port
default_user = tests
default_pass = $secret
disk_free_limit.absolute = 50MB
log.console = true
log.console.level = warning
EOT
  : > "$home/enabled_plugins"
  printf '[].' > "$home/enabled_plugins"
  in_background epmd epmd -port "$epmd" -address $loopback
  in_background rabbitmq env --chdir="$home" HOME="$home" ERL_EPMD_PORT="$epmd" ERL_EPMD_ADDRESS=$loopback \
    RABBITMQ_NODENAME="tests$$@localhost" RABBITMQ_DIST_PORT="$dist" RABBITMQ_MNESIA_BASE="$home/mnesia" \
    RABBITMQ_LOG_BASE="$home/log" RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_CONF_ENV_FILE="$home/none" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_PID_FILE="$home/pid" RABBITMQ_LOGS=- \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}" \
    /usr/lib/rabbitmq/bin/rabbitmq-server
  export TESTS_RABBITMQ_URL=amqp://tests:$secret@$loopback:$port//
  wait_for rabbitmq listening "$port" && server_pids+=("$(cat "$home/pid")") # the server itself, below its script
}

start_s3() { # rclone knows a wrong secret from a right one; moto below knows Range and KMS.
  local port=$1 secret
  secret=$("$python" -c 'import secrets; print(secrets.token_hex(16))')
  mkdir -p "$work/s3/conference"
  export TESTS_S3_ENDPOINT=http://$loopback:$port TESTS_S3_BUCKET=conference TESTS_S3_KEY=tests-access-key TESTS_S3_SECRET=$secret
  in_background s3 env RCLONE_CONFIG="$work/rclone.conf" RCLONE_CACHE_DIR="$work/rclone" "$bin/rclone" serve s3 "$work/s3" \
    --addr "$loopback:$port" --auth-key "$TESTS_S3_KEY,$TESTS_S3_SECRET"
  wait_for s3 listening "$port"
}

start_moto() {
  export TESTS_AWS_ENDPOINT=http://$loopback:$1
  in_background moto "$bin/moto_server" -H $loopback -p "$1"
  wait_for moto listening "$1"
}

start_smtp() {
  export TESTS_SMTP_URL=smtp://$loopback:$1 TESTS_MAILBOX=$work/mail
  in_background smtp "$python" -m aiosmtpd -n -l "$loopback:$1" -c aiosmtpd.handlers.Mailbox "$TESTS_MAILBOX"
  wait_for smtp listening "$1"
}

start_imap() { # Dovecot; every name is an account of its own, so that no test sees another's messages.
  local port=$1 home=$work/imap secret owner=mail users=""
  secret=$("$python" -c 'import secrets; print(secrets.token_hex(16))')
  mkdir -p "$home/run" "$home/mail"
  if [ "$(id -u)" = 0 ]; then # mail is never read as root
    chown "$owner" "$home/mail"
  else
    owner=$(id -un)
    users="default_internal_user = $owner
default_internal_group = $(id -gn)
default_login_user = $owner
service anvil { chroot = }
service stats { chroot = }"
  fi
  cat > "$home/dovecot.conf" <<EOT
base_dir = $home/run
state_dir = $home/run
protocols = imap
listen = $loopback
ssl = no
disable_plaintext_auth = no
log_path = $work/imap.log
mail_location = maildir:$home/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 50
$users
passdb {
  driver = static
  args = password=$secret
}
userdb {
  driver = static
  args = uid=$owner gid=$(id -gn "$owner") home=$home/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $port
  }
  inet_listener imaps {
    port = 0
  }
}
EOT
  export TESTS_IMAP_URL=imap://tests:$secret@$loopback:$port/INBOX
  in_background dovecot "$(command -v dovecot || echo /usr/sbin/dovecot)" -F -c "$home/dovecot.conf"
  wait_for imap listening "$port"
}

find_browser() {
  TESTS_CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || return 1
  local axe=$PWD/tests/journeys/node_modules/axe-core
  if ! grep -qs "\"$(sed -n 's/.*"axe-core": "\(.*\)".*/\1/p' tests/journeys/package.json)\"" "$axe/package.json"; then
    (cd tests/journeys && npm ci --silent --no-audit --no-fund --cache "$work/npm" > "$work/npm.log" 2>&1) \
      || { tail -n 5 "$work/npm.log" >&2; return 1; }
  fi
  export TESTS_CHROMIUM TESTS_AXE=$axe/axe.min.js
}

start_servers() {
  local ports
  read -r -a ports <<< "$(free_ports 8)"
  need_packages '/usr/lib/postgresql/*/bin/postgres' postgresql /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server \
    epmd erlang-base chromium chromium pdftotext poppler-utils node nodejs npm npm setpriv util-linux \
    /usr/sbin/dovecot dovecot-core /usr/lib/dovecot/imap dovecot-imapd || return 1
  need_packages caddy caddy || true # only checks its own file
  need_packages soffice libreoffice-writer-nogui || true # opens the Word copy, where it is to be had
  start_s3 "${ports[0]}" && start_moto "${ports[1]}" && start_smtp "${ports[2]}" && start_imap "${ports[7]}" && start_postgresql "${ports[3]}" \
    && start_rabbitmq "${ports[4]}" "${ports[5]}" "${ports[6]}" && find_browser
}

stop_servers() {
  local pid tries=0
  for pid in "${server_pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  [ -z "${postgresql_pid:-}" ] || kill -INT "$postgresql_pid" 2>/dev/null || true # at once, not when clients leave
  while [ $tries -lt 100 ] && some_alive; do sleep 0.1; tries=$((tries + 1)); done
  for pid in "${server_pids[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  server_pids=()
}

some_alive() { local pid; for pid in "${server_pids[@]}"; do kill -0 "$pid" 2>/dev/null && return; done; return 1; }
