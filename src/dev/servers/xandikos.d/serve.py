"""Xandikos for whoever stands in the file "users"; her home is made at her first login."""

import base64
import logging
import os
import sys

from aiohttp import web
from xandikos.web import WELLKNOWN_DAV_PATHS, RedirectDavHandler, XandikosApp, XandikosBackend

directory, port = sys.argv[1], int(sys.argv[2])
root = os.path.join(directory, "data")
os.makedirs(root, exist_ok=True)
logging.basicConfig(level=logging.WARNING)
backend = XandikosBackend(root)
xandikos = XandikosApp(backend, current_user_principal="/%(REMOTE_USER)s/")
homes = set()


def user_of(request):
    kind, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        given = base64.b64decode(credentials).decode("utf-8")
    except ValueError:
        return None
    with open(os.path.join(directory, "users"), encoding="utf-8") as users:
        return given.partition(":")[0] if given in users.read().splitlines() else None


def make_home(user):
    if user not in homes:
        principal = f"/{user}/"
        backend._mark_as_principal(principal)
        if not backend.get_resource(principal):
            backend.create_principal(principal, create_defaults=False)
        os.makedirs(os.path.join(root, user, "calendars"), exist_ok=True)
        homes.add(user)


@web.middleware
async def authenticated(request, handler):
    user = user_of(request)
    if user is None:
        return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="xandikos"'})
    if request.path.strip("/").split("/")[0] not in ("", ".well-known", user):
        return web.Response(status=403)
    make_home(user)
    request["user"] = user
    return await handler(request)


async def serve(request):
    answer = await xandikos._handle_request(request, {"SCRIPT_NAME": "/", "REMOTE_USER": request["user"]})
    return answer.for_aiohttp()


app = web.Application(middlewares=[authenticated])
for path in WELLKNOWN_DAV_PATHS:
    app.router.add_route("*", path, RedirectDavHandler("/").__call__)
app.router.add_route("*", "/{path_info:.*}", serve)
web.run_app(app, host="127.0.0.1", port=port, print=None)
