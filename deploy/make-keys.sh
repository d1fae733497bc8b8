#!/bin/sh
# Makes what all nodes share, once, in the folder that is given: master.key, secrets.key, database.password, and an .env
# for compose.yaml. Nothing that is there is changed. Keep copies apart from the database's backups.
set -eu
folder=${1:?usage: make-keys.sh FOLDER}
umask 077
mkdir -p "$folder"
base64url() { openssl rand -base64 32 | tr '+/' '-_' | tr -d '=\n'; }
make() { if [ -e "$folder/$1" ]; then cat > /dev/null; else cat > "$folder/.$1.new" && mv "$folder/.$1.new" "$folder/$1"; fi; }

id=m$(openssl rand -hex 4)
printf '{"format":"landbridge-master-key","version":1,"current":"%s","keys":{"%s":"%s"}}\n' "$id" "$id" "$(base64url)" | make master.key
printf '%s\n' "$(base64url)" | make secrets.key
openssl rand -hex 24 | make database.password
printf 'LANDBRIDGE_DB_PASSWORD=%s\n' "$(cat "$folder/database.password")" | make .env
