"""The recipe of the trained pipeline, as the tool that runs it reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import srsly
from weasel.util import load_project_config

MODELS = Path(__file__).parents[2] / "models"
RECIPE = MODELS / "it_newsnlp"
RECIPES = {"it_newsnlp": 10, "it_newsnlp_trf": 6}


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_recipe_can_be_run(recipe: str) -> None:
    steps = load_project_config(MODELS / recipe, interpolate=True)
    named = {command["name"] for command in steps["commands"]}
    assert set(steps["workflows"]["all"]) == named - {"smoke"}


@pytest.mark.parametrize(("recipe", "least"), RECIPES.items())
def test_every_script_of_the_recipe_is_there(recipe: str, least: int) -> None:
    commands = load_project_config(MODELS / recipe, interpolate=True)["commands"]
    called = [line.split()[1] for command in commands for line in command["script"]]
    scripts = [script for script in called if script.endswith(".py")]
    assert len(scripts) > least
    assert [script for script in scripts if not (MODELS / recipe / script).is_file()] == []


def test_a_recipe_that_cannot_be_run_is_refused_control(tmp_path: Path) -> None:
    recipe = srsly.read_yaml(RECIPE / "project.yml")
    recipe["workflows"]["smoke"] = ["smoke"]
    srsly.write_yaml(tmp_path / "project.yml", recipe)
    with pytest.raises(SystemExit):
        load_project_config(tmp_path)
