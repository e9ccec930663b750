"""The words of minutes in a template: {% for said in paragraph.sentences %}{{ said|words }}{% endfor %}."""

from django import template

from minutes.markup import html_of

register = template.Library()
register.filter("words", html_of)
