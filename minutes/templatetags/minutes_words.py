"""The words of minutes in a template: {{ paragraph|words:may_edit }}."""

from django import template

from minutes.markup import html_of

register = template.Library()
register.filter("words", html_of)
