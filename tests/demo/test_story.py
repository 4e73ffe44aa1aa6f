"""Which stories there are, and how they are asked for."""

from service.demo import story
from service.demo.parts import story as command


def test_a_story_that_there_is_not_is_refused_and_those_there_are_are_named(capsys):
    assert story.play({}, ["sefton", "atlantis"]) == 1
    said = capsys.readouterr().out
    assert "none called atlantis" in said and "lincolnshire, escb, longmoor" in said


def test_the_names_that_were_typed_reach_the_story(tmp_path):
    assert command(tmp_path / "urls.json", ["sefton", "liverpool"])[-2:] == ("sefton", "liverpool")
