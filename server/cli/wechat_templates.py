"""``wechat templates``: which messages a phone can be sent, and by which templates."""

from collections.abc import Iterable

import click

from server.cli.speaking import command
from server.errors import FormProblems
from server.gate import wiring
from server.packs.wechat_templates import chosen_by, our_fields
from server.packs.wechat_templates import templates as shipped
from server.rules.messages.templates import SETTING, Chosen, Template
from server.texts import DEFAULT_LANGUAGE, say


@command("templates", "能发哪些订阅消息，各用哪个模板 (which messages, by which templates)")
def templates() -> None:
    """Say what can be told by each kind of message, and how WECHAT_TEMPLATES has it.

    With a setting that cannot be right it says all that is wrong, and ends with 1.
    """
    try:
        chosen = chosen_by(wiring().settings.wechat.get(SETTING, ""))
    except FormProblems as error:
        for line in problem_lines(error):
            click.echo(line, err=True)
        raise click.exceptions.Exit(1) from error
    known = {one.name: one for one in chosen}
    for name, template in shipped().items():
        click.echo(_line(template))
        click.echo(_how(known.get(name)))


def problem_lines(error: FormProblems) -> Iterable[str]:
    """What is wrong with the setting, a sentence each."""
    return tuple(say(one.code, DEFAULT_LANGUAGE, **one.data) for one in error.problems)


def _line(template: Template) -> str:
    fields = our_fields()
    told = "、".join(
        say(
            "subscription.can_tell",
            field=name,
            title=fields[name].titles[DEFAULT_LANGUAGE],
            kinds="/".join(fields[name].kinds),
        )
        for name in template.fields
    )
    readers = "、".join(
        say(f"subscription.for_{reader}")
        for reader, topics in (("staff", template.staff), ("citizen", template.citizen))
        if topics
    )
    title = template.titles[DEFAULT_LANGUAGE]
    return say("subscription.line", name=template.name, title=title, readers=readers, told=told)


def _how(chosen: Chosen | None) -> str:
    if chosen is None:
        return say("subscription.not_chosen")
    fields = ", ".join(f"{wechats}={ours}" for wechats, ours in chosen.fields.items())
    code = "subscription.chosen_lasting" if chosen.is_lasting else "subscription.chosen"
    return say(code, template=chosen.id, fields=fields)
