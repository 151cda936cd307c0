"""The recipe of the trained pipeline, as the tool that runs it reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import srsly
from weasel.util import load_project_config

RECIPE = Path(__file__).parents[2] / "models" / "it_newsnlp"


def test_the_recipe_can_be_run() -> None:
    steps = load_project_config(RECIPE, interpolate=True)
    named = {command["name"] for command in steps["commands"]}
    assert set(steps["workflows"]["all"]) == named - {"smoke"}


def test_every_script_of_the_recipe_is_there() -> None:
    commands = load_project_config(RECIPE, interpolate=True)["commands"]
    scripts = [line.split()[1] for command in commands for line in command["script"] if line.startswith("python scr")]
    assert len(scripts) > 10
    assert [script for script in scripts if not (RECIPE / script).is_file()] == []


def test_a_recipe_that_cannot_be_run_is_refused_control(tmp_path: Path) -> None:
    recipe = srsly.read_yaml(RECIPE / "project.yml")
    recipe["workflows"]["smoke"] = ["smoke"]
    srsly.write_yaml(tmp_path / "project.yml", recipe)
    with pytest.raises(SystemExit):
        load_project_config(tmp_path)
