"""Each guard sees the defect it is there for, and nothing in what stands just inside the line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.guards import claims, layers, pins, reach, sentences, sizes, steps, words

Guard = Callable[[Path], list[str]]
Tree = dict[str, str]

FORTY_LINES = "def f():\n" + "    x = 1\n" * 39
LONG_DOCSTRING = "def f():\n    '''" + "\n    words\n" * 40 + "    '''\n    return 1\n"
LAYERS = '[[tool.importlinter.contracts]]\ntype = "layers"\nlayers = ["server.app", "api | web"]\n'
TEMPLATE = "web/templates/page.html"
TEXTS = "server/texts/page.toml"
HELLO = 'hello = { zh = "你好{name}", en = "Hello {name}" }\n'
ASKS = 'say("page.hello")\n'
UPGRADE = "def upgrade():\n    op.add_column('a', "
MACHINE = "/root" + "/somewhere"

DEFECTS: tuple[tuple[str, Guard, Tree], ...] = (
    ("a module of 301 lines", sizes.long_modules, {"server/a.py": "x = 1\n" * 301}),
    ("a function of 41 lines", sizes.long_functions, {"web/a.py": FORTY_LINES + "    x = 2\n"}),
    (
        "a silenced check without its code",
        sizes.unexplained_suppressions,
        {"server/a.py": "x = 1  # noqa\n"},
    ),
    (
        "a silenced check without a reason",
        sizes.unexplained_suppressions,
        {"server/a.py": "x = 1  # type: ignore[misc]\n"},
    ),
    (
        "three silenced checks in a small tree",
        sizes.unexplained_suppressions,
        {"server/a.py": "x = 1  # noqa: E741 - the name of the standard\n" * 3},
    ),
    (
        "a module that reads the clock",
        reach.clock_readers,
        {"web/a.py": "from datetime import datetime\nx = datetime.now()\n"},
    ),
    (
        "a module that reads the environment",
        reach.environment_readers,
        {"api/a.py": "import os\nx = os.environ['HOME']\n"},
    ),
    (
        "a module that imports the environment",
        reach.environment_readers,
        {"api/a.py": "from os import getenv\n"},
    ),
    ("an action that commits", reach.committers, {"server/actions/a.py": "session.commit()\n"}),
    ("a query that begins", reach.committers, {"server/queries/a.py": "engine.begin()\n"}),
    ("a module that unpickles", reach.refused_modules, {"web/a.py": "from pickle import loads\n"}),
    ("a UUID for a secret", reach.refused_modules, {"server/a.py": "import uuid\n"}),
    (
        "SQL put together from pieces",
        reach.built_sql,
        {"server/queries/a.py": "from sqlalchemy import text\ntext(f'SELECT {x}')\n"},
    ),
    ("a rule that knows chance", reach.reaching_rules, {"server/rules/a.py": "import random\n"}),
    (
        "a rule that knows tables",
        reach.reaching_rules,
        {"server/rules/a.py": "from server.models import ratings\n"},
    ),
    (
        "a rule that knows a library",
        reach.reaching_rules,
        {"server/rules/a.py": "import flask\n"},
    ),
    ("a rule that opens a file", reach.reaching_rules, {"server/rules/a.py": "open('x')\n"}),
    (
        "a rule that asks what day it is",
        reach.reaching_rules,
        {"server/rules/a.py": "from datetime import date\nx = date.today()\n"},
    ),
    (
        "a module in no layer",
        layers.homeless_modules,
        {"pyproject.toml": LAYERS, "server/elsewhere.py": ""},
    ),
    (
        "a module whose name begins like a layer",
        layers.homeless_modules,
        {"pyproject.toml": LAYERS, "server/appendix.py": ""},
    ),
    ("a module named utils", layers.nameless_modules, {"server/actions/rating_utils.py": ""}),
    ("a folder named helpers", layers.nameless_modules, {"web/helpers/a.py": ""}),
    (
        "a sentence in one language",
        sentences.half_sentences,
        {TEXTS: 'hello = { zh = "你好" }\n'},
    ),
    (
        "a placeholder in one language",
        sentences.half_sentences,
        {TEXTS: 'hello = { zh = "你好{name}", en = "Hello" }\n'},
    ),
    (
        "code that asks for a sentence that is not there",
        sentences.missing_sentences,
        {TEXTS: HELLO, "web/a.py": 'say("page.bye")\n'},
    ),
    (
        "a template that asks for a sentence that is not there",
        sentences.missing_sentences,
        {TEXTS: HELLO, TEMPLATE: "{{ say('page.bye') }}"},
    ),
    ("a sentence that nobody asks for", sentences.unused_sentences, {TEXTS: HELLO}),
    ("a path of one machine", words.machine_words, {"docs/a.md": f"cd {MACHINE}\n"}),
    ("a registry's address", words.machine_words, {"docs/a.md": "pip --index-url http://x\n"}),
    ("unfinished work", words.unfinished_work, {"server/a.py": "# TODO: the rest\n"}),
    ("a template that trusts", words.unescaped_output, {TEMPLATE: "{{ words | safe }}"}),
    ("code that trusts", words.unescaped_output, {"web/a.py": "x = Markup(words)\n"}),
    ("a link that leads nowhere", words.dead_links, {"docs/a.md": "[see](b.md)\n"}),
    ("a picture that is not there", words.dead_links, {"README.md": "![see](docs/a.png)\n"}),
    (
        "a test that claims nothing",
        claims.hollow_tests,
        {"tests/a/test_a.py": "def test_a():\n    f()\n"},
    ),
    ("a mock", claims.faking_tests, {"tests/a/test_a.py": "from unittest.mock import Mock\n"}),
    (
        "a patch",
        claims.faking_tests,
        {"tests/a/test_a.py": "monkeypatch.setattr(server, 'a', 1)\n"},
    ),
    ("a nap", claims.faking_tests, {"tests/a/test_a.py": "time.sleep(1)\n"}),
    (
        "a step that drops a column",
        steps.narrowing_steps,
        {"migrations/versions/0004_a.py": "def upgrade():\n    op.drop_column('a', 'b')\n"},
    ),
    (
        "a step with a column that the old program leaves out",
        steps.narrowing_steps,
        {"migrations/versions/0004_a.py": UPGRADE + "sa.Column('b', nullable=False))\n"},
    ),
    (
        "pins that differ",
        pins.pins_apart,
        {"requirements.txt": "a==1\n", "requirements-dev.txt": "a==2  # via b\n"},
    ),
    (
        "a pin that is missing",
        pins.pins_apart,
        {"requirements.txt": "a==1\n", "requirements-dev.txt": "b==1\n"},
    ),
)

INSIDE_THE_LINE: tuple[tuple[str, Guard, Tree], ...] = (
    ("300 lines", sizes.long_modules, {"server/a.py": "x = 1\n" * 300}),
    ("a function of 40 lines", sizes.long_functions, {"web/a.py": FORTY_LINES}),
    ("a long docstring", sizes.long_functions, {"web/a.py": LONG_DOCSTRING}),
    (
        "two silenced checks with code and reason",
        sizes.unexplained_suppressions,
        {"server/a.py": "x = 1  # noqa: E741 - the name of the standard\n" * 2},
    ),
    (
        "the clock itself",
        reach.clock_readers,
        {"server/clock.py": "from datetime import datetime\nx = datetime.now()\n"},
    ),
    ("settings", reach.environment_readers, {"server/settings.py": "import os\nos.environ\n"}),
    ("a tool", reach.environment_readers, {"tools/a.py": "import os\nos.environ\n"}),
    ("the one transaction", reach.committers, {"server/db.py": "session.commit()\n"}),
    (
        "SQL with parameters",
        reach.built_sql,
        {"server/queries/a.py": "from sqlalchemy import text\ntext('SELECT :x')\n"},
    ),
    ("a text that is no SQL", reach.built_sql, {"documents/a.py": "text(f'{x}')\n"}),
    (
        "a rule that reckons",
        reach.reaching_rules,
        {"server/rules/a.py": "import math\nfrom server.errors import Problem\n"},
    ),
    (
        "a module below a layer",
        layers.homeless_modules,
        {"pyproject.toml": LAYERS, "web/public/pages.py": "", "web/__init__.py": ""},
    ),
    ("a whole sentence", sentences.half_sentences, {TEXTS: HELLO}),
    (
        "a name that only looks like a code",
        sentences.missing_sentences,
        {TEXTS: HELLO, "web/a.py": "x = 'os.path'\n"},
    ),
    (
        "a file whose name looks like a code",
        sentences.missing_sentences,
        {TEXTS: HELLO, "documents/a.py": "x = 'page.typ'\n"},
    ),
    (
        "a column whose name looks like a code",
        sentences.missing_sentences,
        {TEXTS: HELLO, "server/models/a.py": "ForeignKey('page.id')\n"},
    ),
    (
        "the beginning of a code",
        sentences.missing_sentences,
        {TEXTS: HELLO, "web/a.py": "x = f'page.no_{x}'\n"},
    ),
    (
        "a sentence asked for in code",
        sentences.unused_sentences,
        {TEXTS: HELLO, "web/a.py": ASKS},
    ),
    (
        "a sentence asked for by its beginning",
        sentences.unused_sentences,
        {TEXTS: HELLO, "web/a.py": "say(f'page.{name}')\n"},
    ),
    (
        "a sentence asked for in a template",
        sentences.unused_sentences,
        {TEXTS: HELLO, TEMPLATE: "{{ say('page.hello') }}"},
    ),
    (
        "a sentence asked for by its beginning in a template",
        sentences.unused_sentences,
        {TEXTS: HELLO, TEMPLATE: "{{ say('page.' ~ name) }}"},
    ),
    ("an address of ours", words.machine_words, {"docs/a.md": "/var/lib/chuangping /w/A1\n"}),
    ("work with its issue", words.unfinished_work, {"server/a.py": "# TODO: later, #12\n"}),
    ("a template that escapes", words.unescaped_output, {TEMPLATE: "{{ words }}"}),
    (
        "a link to a heading of a page",
        words.dead_links,
        {"docs/a.md": "[see](b.md#top) [out](https://example.org) `[not](one)`\n", "docs/b.md": ""},
    ),
    (
        "a test that claims",
        claims.hollow_tests,
        {"tests/a/test_a.py": "def test_a():\n    assert f()\n"},
    ),
    (
        "a kill at any moment",
        claims.faking_tests,
        {"tests/reliability/test_a.py": "time.sleep(x)\n"},
    ),
    (
        "a step that adds a column with its default",
        steps.narrowing_steps,
        {"migrations/versions/0004_a.py": UPGRADE + "sa.Column('b', server_default='1'))\n"},
    ),
    (
        "a step back",
        steps.narrowing_steps,
        {"migrations/versions/0004_a.py": "def downgrade():\n    op.drop_column('a', 'b')\n"},
    ),
    (
        "pins that agree",
        pins.pins_apart,
        {"requirements.txt": "a==1  # via b\n", "requirements-dev.txt": "a==1\nc==3\n"},
    ),
)


def planted(root: Path, tree: Tree) -> Path:
    for name, text in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("guard", "tree"), [row[1:] for row in DEFECTS], ids=[r[0] for r in DEFECTS]
)
def test_is_seen(guard: Guard, tree: Tree, tmp_path: Path) -> None:
    found = guard(planted(tmp_path, tree))

    assert len(found) == 1


@pytest.mark.parametrize(
    ("guard", "tree"), [row[1:] for row in INSIDE_THE_LINE], ids=[r[0] for r in INSIDE_THE_LINE]
)
def test_is_let_through(guard: Guard, tree: Tree, tmp_path: Path) -> None:
    found = guard(planted(tmp_path, tree))

    assert found == []
