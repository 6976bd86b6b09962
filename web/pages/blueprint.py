"""The blueprint that every page is part of."""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)
