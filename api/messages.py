"""What was somebody of the hall told, and what of it have they not read?"""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Several, Whole, Words
from api.section import Section
from api.shape import Shape
from api.staff_shapes import LONGEST_NUMBER, MOST_PAGES, OwnIn
from server import clock
from server.actions.messages.mark_read import mark_read
from server.gate import SIGNED_IN, Door, console_actor, console_hall, language, open_to
from server.queries.messages.inbox import PAGE, Note, inbox, unread_count
from server.rules.messages.topics import Topic
from server.rules.months import day_of

section = Section("messages", "本人的消息 What one was told")


class InboxIn(OwnIn):
    """Which page."""

    page = Whole(least=1, most=MOST_PAGES, from_text=True, load_default=1)


class NoteOut(Schema):
    """一条消息 One message"""

    number = fields.String(required=True, metadata={"description": "标为已读时用"})
    topic = fields.Enum(Topic, by_value=True, required=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    written_on = fields.Date(required=True)
    is_read = fields.Boolean(required=True)
    page = fields.String(
        required=True, metadata={"description": "小程序里的页面，可带参数；没有为空"}
    )
    link = fields.String(required=True, metadata={"description": "控制台里的地址"})


class InboxOut(Schema):
    """本人的消息，新的在前 One's own messages, the latest first"""

    unread = fields.Integer(required=True)
    messages = fields.List(fields.Nested(NoteOut), required=True)
    page = fields.Integer(required=True)
    has_more = fields.Boolean(required=True)


class ReadIn(Shape):
    """读过的 What was read"""

    numbers = Several(
        Words(most=LONGEST_NUMBER, least=1),
        most=PAGE,
        required=True,
        metadata={"description": f"一次最多 {PAGE} 条；不是本人的略过"},
    )


class ReadOut(Schema):
    """还有几条没有读 How many are left"""

    unread = fields.Integer(required=True)


@section.route("/staff/me/messages")
@open_to(Door.CONSOLE, SIGNED_IN)
@section.arguments(InboxIn, location="query")
@section.response(200, InboxOut)
def messages(said: dict[str, Any]) -> dict[str, Any]:
    """本人的消息 One's own messages"""
    hall = console_hall()
    found = inbox(hall.id, console_actor().account_id, language(), page=said["page"])
    return {
        "unread": found.unread,
        "messages": [_shown(note) for note in found.notes],
        "page": said["page"],
        "has_more": found.has_more,
    }


@section.route("/staff/me/messages/read", methods=["POST"])
@open_to(Door.CONSOLE, SIGNED_IN)
@section.arguments(ReadIn)
@section.response(200, ReadOut)
def read(said: dict[str, Any]) -> dict[str, int]:
    """标为已读 Mark as read"""
    hall_id, account_id = console_hall().id, console_actor().account_id
    if said["numbers"]:
        mark_read(hall_id, account_id, numbers=said["numbers"], now=clock.now())
    return {"unread": unread_count(hall_id, account_id)}


def _shown(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "topic": note.topic,
        "subject": note.words.subject,
        "text": note.words.text,
        "written_on": day_of(note.written_at, console_hall().zone),
        "is_read": note.read_at is not None,
        "page": note.page,
        "link": note.words.link,
    }
