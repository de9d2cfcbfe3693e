"""A program as small as one can be that run.py's demo could serve; its pages are to be told."""

import json
import os
import sys
import time

import click
from flask import Flask

app = Flask(__name__)
PAGE = "窗口A01 & 窗口A02"


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/w/<code>")
def page(code: str) -> str:
    return PAGE.replace("&", "&amp;") + code


@app.cli.group()
def db() -> None:
    """Stands where the migrations' commands do."""


@db.command()
def upgrade() -> None:
    if os.environ.get("BROKEN") == "upgrade":
        sys.exit("the database is not there")


@app.cli.command()
@click.option("--addresses", is_flag=True)
def demo(*, addresses: bool) -> None:
    if addresses:
        shows = os.environ.get("SHOWS", PAGE)
        url = "http://public.example" + os.environ.get("PAGE_AT", "/w/ABC")
        click.echo(json.dumps([{"name": "窗口A01", "url": url, "shows": shows}]))


@app.cli.command()
def worker() -> None:
    if os.environ.get("BROKEN") == "worker":
        sys.exit("the worker is not well")
    while True:
        time.sleep(60)
