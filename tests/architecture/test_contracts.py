"""Each import contract breaks when an import breaks it."""

import shutil
from pathlib import Path

from tests.architecture.contracts import broken_contracts, contract_names
from tests.architecture.guards.layers import layer_names
from tests.architecture.guards.tree import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
# One forbidden import for each contract; where each stands is as telling as what it imports.
BREAKS_ALL = {
    "server/errors/family.py": "import server.models\n",
    "web/pages.py": "import server.db\nimport sqlalchemy\n",
    "photos/picture.py": "import flask\n",
    "server/actions/seal.py": "import apscheduler\nimport marshmallow\n",
    "documents/poster.py": "import qrcode\nimport python_calamine\n",
    "sheets/workbook.py": "import PIL\nimport typst\n",
    "qr/symbol.py": "import xlsxwriter\nimport httpx2\nimport ahocorasick_rs\n",
    "wechat/client.py": "import smtplib\n",
}


def an_empty_house(root: Path) -> Path:
    """Every package and every layer, with nothing in them."""
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in {*PACKAGES, *layer_names(ROOT)}:
        folder = root / name.replace(".", "/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return root


def test_an_empty_house_breaks_no_contract(tmp_path: Path) -> None:
    house = an_empty_house(tmp_path)

    broken, _ = broken_contracts(house)

    assert broken == set()


def test_every_contract_is_broken_by_an_import_against_it(tmp_path: Path) -> None:
    house = an_empty_house(tmp_path)
    for path, text in BREAKS_ALL.items():
        module = house / path
        shutil.rmtree(module.with_suffix(""), ignore_errors=True)
        module.write_text(text, encoding="utf-8")

    broken, _ = broken_contracts(house)

    assert broken == contract_names(house)
