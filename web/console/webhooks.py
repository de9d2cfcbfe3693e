"""Which other systems are told of what happens, and how is one added or ended?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, request

from server import clock
from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.messages.replay_message import replay_message
from server.actions.messages.revoke_webhook import revoke_webhook
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, open_to, status_of, wiring
from server.queries.messages.outbox import outbox_counts
from server.queries.messages.webhooks import webhooks
from server.rules.accounts.roles import Permission
from server.rules.messages.delivery import PERSONAL
from server.rules.messages.topics import Topic
from web.console.answers import page, see_other
from web.console.routes import at, office
from web.errors import remember

PAGE = "/console/operations/webhooks"
SEES = Permission.SEE_OPERATIONS
TOPICS = tuple(topic for topic in Topic if topic not in PERSONAL)


@dataclass(frozen=True)
class WebhooksPage:
    """The page of webhooks, with what was typed; ``secret`` is shown this once."""

    typed: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, saying what was not done."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, secret: str = "", trouble: str = "", status: int = 200) -> Response:
        """Every webhook, and the form that adds one."""
        hall = console_hall()
        return page(
            "console/operations/webhooks.html",
            status=status,
            found=webhooks(hall.id),
            typed=self.typed,
            chosen=self.topics,
            topics=TOPICS,
            counts=outbox_counts(hall.id),
            secret=secret,
            trouble=trouble,
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, SEES)
def listed_webhooks() -> Response:
    """The systems that are told."""
    return WebhooksPage().show()


@office.post(PAGE)
@open_to(Door.CONSOLE, SEES, needs_fresh=True)
def add_a_webhook() -> Response:
    """Another system is told from now on; its signing secret is shown this once."""
    form = request.form
    typed = {name: form.get(name, "").strip() for name in ("name", "url")}
    shown = WebhooksPage(typed, tuple(form.getlist("topic")))
    remember(shown)
    wanted = NewWebhook(typed["name"], typed["url"], shown.topics)
    key = wiring().settings.key("webhook")
    secret = add_webhook(console_hall().id, wanted, key=key, by=console_actor(), now=clock.now())
    return WebhooksPage(typed).show(secret=secret)


@office.post(f"{PAGE}/revoke")
@open_to(Door.CONSOLE, SEES, needs_fresh=True)
def revoke_a_webhook() -> Response:
    """Another system hears no more."""
    remember(WebhooksPage())
    name = request.form.get("name", "")
    revoke_webhook(console_hall().id, name, by=console_actor(), now=clock.now())
    return see_other(at(PAGE, done="webhook_revoked"))


@office.post("/console/operations/outbox/replay")
@open_to(Door.CONSOLE, SEES, needs_fresh=True)
def replay_outgoing() -> Response:
    """A message that arrived is sent once more, under the same number."""
    number = request.form.get("number", "")
    replay_message(console_hall().id, number, by=console_actor(), now=clock.now())
    return see_other(at("/console/operations/outbox", done="messages_retried"))
