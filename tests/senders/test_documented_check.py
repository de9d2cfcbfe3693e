"""Does the check that docs/api.md shows to other systems agree with ours?"""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from senders.signature import is_genuine, signature
from server.rules.messages.delivery import PERSONAL
from server.rules.messages.topics import Topic

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
SECRET, EVENT, BODY, NOW = b"whsec_x", "4T7W0QJZ2M", b'{"topic": "case_received"}', 1_795_658_400
RIGHT = signature(SECRET, EVENT, BODY, at=NOW)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The module that a reader of the page would make of its Python."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path_factory.mktemp("page") / "check.py"
    path.write_text(code, encoding="utf-8")
    spec = spec_from_file_location("check", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "header",
    [
        RIGHT,
        RIGHT.upper(),
        RIGHT[:-1],
        RIGHT.replace("1795658400", "1795658401"),
        "",
        "t=,v1=",
        "t=²,v1=0",
        f"t={'9' * 5000},v1=0",
        "v1=0",
        "t=1795658400",
    ],
    ids=[f"header {number}" for number in range(10)],
)
@pytest.mark.parametrize("late", [-301, -300, 0, 300, 301])
def test_the_page_and_the_program_agree(shown: ModuleType, header: str, late: int) -> None:
    event = (SECRET, EVENT, BODY)

    ours = is_genuine(*event, header=header, now=NOW + late)

    assert shown.is_genuine(*event, header=header, now=NOW + late) is ours
    assert ours is (header == RIGHT and abs(late) <= 300)


def test_the_page_names_every_topic_that_systems_hear() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert [topic for topic in set(Topic) - PERSONAL if f"`{topic}`" not in text] == []
