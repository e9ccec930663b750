"""The pages of minutes: the list, the editor, its paragraphs and checks, versions, approval."""
