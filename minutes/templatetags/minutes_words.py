"""The words of minutes in a template: {{ paragraph|words:may_edit }}, and {{ suggestion|offered }}."""

from django import template

from minutes.markup import html_of, offered

register = template.Library()
register.filter("words", html_of)
register.filter("offered", offered)
