"""Answers Cyrus as saslauthd would, for whoever stands in the file "users".

Cyrus' httpd refuses a user without a mailbox, and a first login over IMAP makes one; so that login comes before the
answer to her first one over HTTP.
"""

import os
import socket
import socketserver
import sys

users_file, socket_path, imap_path = sys.argv[1:]
with_mailbox = set()


def is_known(user, password):
    with open(users_file, encoding="utf-8") as users:
        return f"{user}:{password}" in users.read().splitlines()


def make_mailbox(user, password):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(imap_path)
        with connection.makefile("rwb") as imap:
            imap.readline()
            for number, command in enumerate((f"LOGIN {user} {password}", 'LIST "" *', "LOGOUT")):
                imap.write(f"{number} {command}\r\n".encode())
                imap.flush()
                for line in imap:
                    if line.startswith(f"{number} ".encode()):
                        break
    with_mailbox.add(user)


class Request(socketserver.StreamRequestHandler):
    def handle(self):
        user, password, service, _ = (self.counted() for _ in range(4))
        known = is_known(user, password)
        if known and service == "HTTP" and user not in with_mailbox:
            make_mailbox(user, password)
        answer = b"OK" if known else b"NO"
        self.wfile.write(len(answer).to_bytes(2, "big") + answer)

    def counted(self):
        return self.rfile.read(int.from_bytes(self.rfile.read(2), "big")).decode("utf-8")


class Passwords(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


if os.path.exists(socket_path):
    os.unlink(socket_path)
with Passwords(socket_path, Request) as server:
    os.chmod(socket_path, 0o666)
    server.serve_forever()
