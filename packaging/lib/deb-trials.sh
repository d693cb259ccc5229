# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For packaging/test-deb: what happens inside the clean root, as scripts that are run there.
# shellcheck shell=bash

# Both programs by hand, where nothing but what the packages ask for is there.
bare_trial() {
  trial_words
  cat <<'TEXT'
step "installing $(echo *.deb)"
apt update
apt install -y --no-install-recommends ./*.deb
apt install -y --no-install-recommends python3

told chatmet-server timeout 10 chatmet-server --version
chatmet-server --config /etc/chatmet/chatmet-server.toml --listen 127.0.0.1:0 >/tmp/ready &
server=$!
await 20 "the ready line" grep -q '^ready wss://' /tmp/ready
told "chatmet-server says" grep -E '^ready wss://127\.0\.0\.1:[0-9]+ sha256:[0-9a-f]{64}$' /tmp/ready
told "two people" timeout 60 python3 talk.py "$(sed -nE 's/.*:([0-9]+) sha256.*/\1/p' /tmp/ready)"

told chatmet timeout 10 chatmet --version
status=0
QT_QPA_PLATFORM=offscreen timeout 5 chatmet || status=$?
[ "$status" -eq 124 ] || { step "chatmet did not stay for 5 s without a display: status $status"; exit 1; }
step "chatmet stayed until it was ended"

kill -TERM "$server"
wait "$server"
step "chatmet-server ended with status 0"

for file in applications/chatmet.desktop icons/hicolor/scalable/apps/chatmet.svg bash-completion/completions/chatmet \
  bash-completion/completions/chatmet-server zsh/vendor-completions/_chatmet fish/vendor_completions.d/chatmet-server.fish; do
  test -s "/usr/share/$file" || { step "/usr/share/$file is missing"; exit 1; }
done
purge
TEXT
}

# The service, as installing it leaves it, in a system that runs. There is no network: what both need is there since the other trial.
service_trial() {
  trial_words
  service_words
  cat <<'TEXT'
apt install -y --no-install-recommends ./chatmet-server_*.deb
state=$(systemctl is-active chatmet-server) || true
[ "$state" = active ] || { words; systemctl status --no-pager -n 0 chatmet-server; step "the service is $state after the installation"; exit 1; }
await 20 "the ready line in the journal of the service" ready
[ "$(systemctl is-enabled chatmet-server)" = enabled ]
[ "$(systemctl is-enabled chatmet-server.socket || true)" = disabled ]
step "the service runs: $(shown StatusText)"
told "two people" timeout 60 python3 talk.py 8443
[ "$(stat -c %a /run/chatmet-server)" = 700 ]
step "user $(stat -c %u "/proc/$(shown MainPID)"), $(systemd-analyze security chatmet-server --no-pager | tail -n 1)"

pid=$(shown MainPID)
systemctl reload chatmet-server
[ "$(shown MainPID)" = "$pid" ] && [ "$(shown ActiveState)" = active ]
told "two people after a reload" timeout 60 python3 talk.py 8443

# What an operator says to it: at the socket that the unit makes.
chatmet-server notice "restart at 18:00" && chatmet-server notice ""   # else whoever comes is told
chatmet-server ban 127.0.0.1 --for 2h --why "a trial"
! timeout 60 python3 talk.py 8443 >/dev/null 2>&1 || { step "somebody who is banned talks"; exit 1; }
told "who is banned" chatmet-server bans
chatmet-server unban 127.0.0.1
told "two people after a ban" timeout 60 python3 talk.py 8443
chatmet-server top | grep -E '^sessions +[0-9]+  of 19000$' >/dev/null

# A mistake is among the errors of its journal, and changes nothing; a start with it does not come about.
errors() { journalctl --namespace=chatmet --no-pager -q -p err -o cat; }
mistakes() { [ "$(errors | grep -cE "^$settings:[0-9]+: ")" -ge "$1" ]; }
[ -z "$(errors)" ] || { step "there are errors already: $(errors)"; exit 1; }
settings=/etc/chatmet/chatmet-server.toml
cp -p "$settings" /tmp/settings
echo 'colour = "red"' >>"$settings"
! systemctl reload chatmet-server 2>/dev/null || { step "a reload of settings that can't be understood succeeded"; exit 1; }
await 20 "the mistake among the errors" mistakes 1
told "two people in spite of a mistake" timeout 60 python3 talk.py 8443
! systemctl restart chatmet-server 2>/dev/null || { step "a start with settings that can't be understood succeeded"; exit 1; }
await 20 "the mistake of the start among the errors" mistakes 2
cp -p /tmp/settings "$settings"
systemctl reset-failed chatmet-server
systemctl start chatmet-server
told "two people after a mistake" timeout 60 python3 talk.py 8443

systemctl stop chatmet-server
[ "$(shown Result)" = success ]
mkdir -p /etc/chatmet/tls /etc/systemd/system/chatmet-server.service.d
(umask 077 && chatmet-server mkcert --certificate /etc/chatmet/tls/chain.pem --key /etc/chatmet/tls/key.pem --host localhost)
cp /usr/share/doc/chatmet-server/examples/certificate.conf /etc/systemd/system/chatmet-server.service.d/
systemctl daemon-reload
systemctl enable --now chatmet-server.socket
told "two people through the socket, with a certificate from root" timeout 60 python3 talk.py 8443
chatmet-server health
systemctl restart chatmet-server
rm -r /etc/chatmet/tls /etc/systemd/system/chatmet-server.service.d
systemctl daemon-reload

# As "Ending" of server/README.md has it. The service alone would be started again by the next one to connect.
systemctl stop chatmet-server.socket chatmet-server
refused() { ! python3 -c 'import socket; socket.create_connection(("127.0.0.1", 8443), 5)' 2>/dev/null; }
refused || { step "somebody still listens after the socket and the service were stopped"; exit 1; }
[ "$(systemctl is-active chatmet-server || true)" = inactive ]
step "stopped with its socket, it stays so"
systemctl start chatmet-server.socket chatmet-server

pid=$(shown MainPID)
apt install -y --no-install-recommends --reinstall ./chatmet-server_*.deb
[ "$(systemctl is-active chatmet-server.socket)" = active ]
[ "$(shown MainPID)" != "$pid" ]
told "two people after an upgrade" timeout 60 python3 talk.py 8443

apt install -y --no-install-recommends ./chatmet_*.deb
purge
for unit in chatmet-server.socket chatmet-server.service; do
  ! systemctl is-active --quiet "$unit" || { step "$unit is active after the removal"; exit 1; }
done
TEXT
}

# From an older package whose settings file had other words, as the page on upgrades has it.
upgrade_trial() {
  trial_words
  service_words
  cat <<'TEXT'
settings=/etc/chatmet/chatmet-server.toml
version() { dpkg-query -W -f '${Version}' chatmet-server; }
dpkg-deb -R chatmet-server_*.deb /tmp/older
sed -i 's/^Version: .*/Version: 0.0.9-1/' /tmp/older/DEBIAN/control
sed -i '1i # As an older package had it.' "/tmp/older$settings"
dpkg-deb --root-owner-group -b /tmp/older /tmp/chatmet-server_0.0.9-1.deb >/dev/null
dpkg-deb -x chatmet-server_*.deb /tmp/newer

# Settings that nobody touched are those of the new package; nothing is asked, which would fail here.
apt install -y --no-install-recommends /tmp/chatmet-server_0.0.9-1.deb
[ "$(version)" = 0.0.9-1 ]
grep -qx '# As an older package had it.' "$settings"
apt install -y --no-install-recommends ./chatmet-server_*.deb
cmp "$settings" "/tmp/newer$settings"
step "from 0.0.9-1 to $(version) with settings that nobody touched"

# An operator's own stay. dpkg asks, since both have changed; Enter is enough.
apt install -y --allow-downgrades --no-install-recommends /tmp/chatmet-server_0.0.9-1.deb
sed -i 's/^#threads = 1$/threads = 2/; s/^#country = .*/country = "India"/' "$settings"
cp "$settings" /tmp/own
systemctl restart chatmet-server
pid=$(shown MainPID)
echo | apt install -y --no-install-recommends ./chatmet-server_*.deb
[ "$(version)" != 0.0.9-1 ]
cmp "$settings" /tmp/own
cmp "$settings.dpkg-dist" "/tmp/newer$settings"
[ "$(shown ActiveState)" = active ] && [ "$(shown MainPID)" != "$pid" ]
chatmet-server check --config "$settings" --listen 127.0.0.1:0 | grep -x 'the server would start.*' >/dev/null
[ "$(ls "/proc/$(shown MainPID)/task" | wc -l)" -eq 2 ]
told "two people after an upgrade that kept an operator's settings" timeout 60 python3 talk.py 8443
rm -r /tmp/older /tmp/newer /tmp/chatmet-server_0.0.9-1.deb
purge
TEXT
}

# blocks_of HEADING FILE FOLDER: the blocks of code under a heading of a page in Markdown, as FOLDER/1, FOLDER/2 and so on.
blocks_of() {
  awk -v heading="## $1" -v folder="$3" '
    /^## / { inside = $0 == heading }
    !inside { next }
    /^```/ { if (code) code = 0; else { code = 1; ++number } next }
    code { print >(folder "/" number) }' "$2"
}

# "A public server in ten minutes" of server/README.md, line by line as it stands there, in a system that runs. What there is not,
# has a stand-in: an authority of certificates, a firewall, the name of the machine.
minutes_trial() {
  trial_words
  cat <<'TEXT'
[ "$(echo minutes/*)" = "minutes/1 minutes/2 minutes/3 minutes/4" ]
mkdir -p /etc/letsencrypt/renewal-hooks/deploy /usr/local/bin
cat >/usr/local/bin/certbot <<'STAND_IN'
#!/bin/sh
mkdir -p /etc/letsencrypt/live/chat.example.org && cd /etc/letsencrypt/live/chat.example.org && rm -f ./*.pem &&
  chatmet-server mkcert --certificate fullchain.pem --key privkey.pem --host chat.example.org
STAND_IN
printf '#!/bin/sh\necho "$@" >>/tmp/ufw.log\n' >/usr/local/bin/ufw
# The file is the last argument: a newer systemctl puts the line to begin at before it.
printf '#!/bin/sh\nfor file; do :; done\nprintf "[Socket]\\nListenStream=\\nListenStream=[::]:443\\n" >"$file"\n' >/usr/local/bin/editor-of-the-trial
chmod 755 /usr/local/bin/certbot /usr/local/bin/ufw /usr/local/bin/editor-of-the-trial
# Where a person answers a question, or has an editor before them.
cat >/tmp/person <<'PERSON'
apt() { shift; apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${@/certbot/python3}" >/tmp/apt.log 2>&1; }
systemctl() {
  if [ "$1" = edit ]; then
    SYSTEMD_EDITOR=/usr/local/bin/editor-of-the-trial script -qec "systemctl $*" /tmp/edit.log </dev/null
  else
    command systemctl --no-pager "$@"
  fi
}
PERSON
both() { cat /tmp/person "$1"; }
both minutes/1 | bash -euo pipefail -s
step "first lines: done"
{ cat minutes/2; grep -v '^\[operator\]' /etc/chatmet/chatmet-server.toml; } >/tmp/settings
cat /tmp/settings >/etc/chatmet/chatmet-server.toml
both minutes/3 | bash -euo pipefail -s >/tmp/said || { cat /tmp/said /tmp/edit.log; journalctl --no-pager -n 30; exit 1; }
grep -qx 'chatmet://chat.example.org/#v1' /tmp/said || { cat /tmp/said; exit 1; }
grep -q 'sessions, 0 pairs, 0 rooms' /tmp/said || { cat /tmp/said; exit 1; }
[ "$(cat /tmp/ufw.log)" = $'allow 443/tcp\nallow 80/tcp' ]
step "second lines: done"
told "two people on port 443" timeout 60 python3 talk.py 443
certbot >/dev/null
RENEWED_LINEAGE=/etc/letsencrypt/live/chat.example.org /etc/letsencrypt/renewal-hooks/deploy/chatmet-server
[ "$(systemctl is-active chatmet-server)" = active ]
renewed() { python3 -c 'import ssl; exit(ssl.get_server_certificate(("127.0.0.1", 443)) not in open("/etc/chatmet/tls/chain.pem").read())'; }
await 20 "the renewed certificate" renewed
told "two people after a renewal" timeout 60 python3 talk.py 443

# Without an authority.
rm /etc/chatmet/tls/*.pem
both minutes/4 | bash -euo pipefail -s >/tmp/said
grep -qxE 'chatmet://chat\.example\.org/#v1\.[0-9a-f]{64}' /tmp/said || { cat /tmp/said; exit 1; }
systemctl restart chatmet-server
await 20 "the certificate without an authority" renewed
told "two people with a certificate of mkcert" timeout 60 python3 talk.py 443

rm -r /etc/chatmet/tls /etc/systemd/system/chatmet-server.service.d /etc/systemd/system/chatmet-server.socket.d /etc/letsencrypt
systemctl daemon-reload
purge
TEXT
}
