"""What the API of minutes takes and gives."""

from __future__ import annotations

from rest_framework import serializers

from access.shapes import ProblemShape


class LineShape(serializers.Serializer):
    """One sentence of a paragraph; without an id it is a new one, without words it goes."""

    id = serializers.CharField(max_length=40, allow_blank=True, default="")
    text = serializers.CharField(max_length=5000, allow_blank=True)
    join = serializers.BooleanField(default=False)


class EditShape(serializers.Serializer):
    """A paragraph as it should be, and the version that the writer saw."""

    based_on = serializers.IntegerField(min_value=1)
    lines = LineShape(many=True, allow_empty=False)


class SettleShape(serializers.Serializer):
    """How a clash is settled: the versions, one's first attempt, and what is to stand (null: the other's)."""

    based_on = serializers.IntegerField(min_value=1)
    seen = serializers.IntegerField(min_value=1)
    mine = LineShape(many=True, allow_empty=False)
    written = LineShape(many=True, allow_null=True, default=None)


class WhoShape(serializers.Serializer):
    """Who spoke: the id of somebody on the list of the conference."""

    speaker = serializers.UUIDField()


class AddShape(serializers.Serializer):
    """A paragraph of one's own: a sentence on each line, and who said it if anybody did."""

    words = serializers.CharField(max_length=5000)
    speaker = serializers.UUIDField(allow_null=True, default=None)


class MoveShape(serializers.Serializer):
    """The code of another heading, and why where the restricted part is touched."""

    to = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class TypeShape(AddShape):
    """Sentences under a heading, and where they were heard."""

    under = serializers.CharField(max_length=60)
    recording = serializers.UUIDField(allow_null=True, default=None)
    start = serializers.FloatField(min_value=0, max_value=10**6, default=0)
    end = serializers.FloatField(min_value=0, max_value=10**6, default=0)


class ReplaceShape(serializers.Serializer):
    """Words to replace, in which sentences, and the version in which they were found."""

    based_on = serializers.IntegerField(min_value=1)
    find = serializers.CharField(max_length=200, trim_whitespace=False)
    write = serializers.CharField(max_length=200, allow_blank=True, trim_whitespace=False)
    whole_words = serializers.BooleanField(default=True)
    same_case = serializers.BooleanField(default=True)
    sentences = serializers.ListField(child=serializers.UUIDField(), allow_empty=False)


class SuggestionShape(serializers.Serializer):
    """Whether a suggestion is taken up."""

    taken = serializers.BooleanField()


class HereShape(serializers.Serializer):
    """The paragraph somebody writes in, if any."""

    paragraph = serializers.UUIDField(allow_null=True, default=None)


class OtherShape(serializers.Serializer):
    """Somebody else in the editor, and the paragraph they write in, or nothing."""

    name = serializers.CharField()
    paragraph = serializers.CharField(allow_blank=True)


class TemplateChoiceShape(serializers.Serializer):
    """The name of a set of headings."""

    template = serializers.CharField(max_length=40)


class TemplateShape(serializers.Serializer):
    """A set of headings as its page takes it."""

    title = serializers.CharField(max_length=100)
    headings = serializers.CharField(max_length=5000)
    for_new = serializers.BooleanField(default=False)


class ClauseShape(serializers.Serializer):
    """A part of a proposed sentence, and whether the paragraph's own words support it."""

    text = serializers.CharField()
    supported = serializers.BooleanField()


class ProposalShape(serializers.Serializer):
    """One proposed sentence, the sentence it comes from, and its clauses; only a whole one may be taken."""

    text = serializers.CharField()
    sentence = serializers.CharField(source="source")
    clauses = ClauseShape(many=True)
    may_be_taken = serializers.BooleanField()


class WordingShape(serializers.Serializer):
    """The proposed sentences that are taken, and the version they were proposed for."""

    based_on = serializers.IntegerField(min_value=1)
    wording = serializers.ListField(child=serializers.CharField(max_length=5000), allow_empty=False)


class NameShape(serializers.Serializer):
    """What a version is to be called."""

    name = serializers.CharField(max_length=80)


class ApprovalShape(serializers.Serializer):
    """The version that is approved, and the chair's statement that it is a fair and accurate record."""

    version = serializers.IntegerField(min_value=1)
    stated = serializers.BooleanField()
    code = serializers.CharField(required=False)  # where the second step is set up

    def validate_stated(self, value: bool) -> bool:  # noqa: FBT001 - the framework's signature
        """Nothing is approved without the statement."""
        if not value:
            raise serializers.ValidationError("Approve only what is a fair and accurate record.")
        return value


class MinutesShape(serializers.Serializer):
    """Minutes in a list."""

    id = serializers.UUIDField()
    conference = serializers.UUIDField()
    held_on = serializers.DateField()
    status = serializers.CharField()
    approved_at = serializers.DateTimeField(allow_null=True)


class MinutesPageShape(serializers.Serializer):
    """One page of minutes."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = MinutesShape(many=True)


class LeftShape(serializers.Serializer):
    """How many of a kind are left to check."""

    kind = serializers.CharField()
    number = serializers.IntegerField()


class CheckShape(serializers.Serializer):
    """One passage to hear: the recording and seconds, why, and the words to listen for."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    reason = serializers.CharField()
    about = serializers.ListField(child=serializers.CharField())
    recording = serializers.CharField(source="sentence.recording")
    start = serializers.FloatField()
    end = serializers.FloatField()
    text = serializers.CharField(source="sentence.text")
    heading = serializers.CharField(source="section.title")


class ReopeningShape(serializers.Serializer):
    """Why approved minutes are reopened."""

    reason = serializers.CharField(max_length=1000)


class AmendmentShape(serializers.Serializer):
    """One amendment: why, the approved version it replaces, and the one that was approved instead."""

    number = serializers.IntegerField()
    reason = serializers.CharField()
    opened_at = serializers.DateTimeField()
    opened_by = serializers.CharField(source="opened_by.name")
    replaces = serializers.IntegerField(source="replaces.number")
    replaces_sha256 = serializers.CharField(source="replaces.content_sha256")
    version = serializers.IntegerField(source="version.number", allow_null=True, default=None)
    sha256 = serializers.CharField(source="version.content_sha256", allow_null=True, default=None)
    approved_at = serializers.DateTimeField(allow_null=True)


class MinutesTextShape(MinutesShape):
    """Minutes with their text; `restricted` is empty for who may not read it."""

    version = serializers.IntegerField()
    content_sha256 = serializers.CharField()
    sections = serializers.ListField(child=serializers.DictField())
    restricted = serializers.ListField(child=serializers.DictField())
    left = LeftShape(many=True)
    amendments = AmendmentShape(many=True)


class VersionShape(serializers.Serializer):
    """One version, without its text."""

    number = serializers.IntegerField()
    author = serializers.CharField(source="author.name")
    created_at = serializers.DateTimeField()
    based_on = serializers.IntegerField(allow_null=True)
    what = serializers.CharField()
    undoes = serializers.IntegerField(allow_null=True)
    name = serializers.CharField(source="milestone.name", default=None, allow_null=True)
    content_sha256 = serializers.CharField()


class ClashShape(ProblemShape):
    """Both texts of a clash."""

    seen = serializers.IntegerField()
    theirs = serializers.DictField(allow_null=True)
    mine = LineShape(many=True)
