"""What a build is told by its environment: empty is the default, wrong is told with its remedy."""

from __future__ import annotations

from typing import Any

import click
import pytest

from macros.__main__ import main
from macros.engine import settings
from macros.engine.settings import SettingError

BLANK = ["", " ", "\t\n"]


@pytest.mark.parametrize("blank", BLANK)
def test_what_is_set_but_empty_is_the_default(blank: str) -> None:
    names = ["SITE_URL", "REPO_URL", "EDIT_URI", "OFFLINE", "OFFLINE_ZIP"]
    assert settings.checked(dict.fromkeys(names, blank)) == {
        "SITE_URL": "",
        "REPO_URL": "",
        "EDIT_URI": "edit/main/docs/",
        "OFFLINE": "yes",
        "OFFLINE_ZIP": "",
    }
    assert settings.checked({}) == {}
    assert settings.port(blank) == 8000


@pytest.mark.parametrize(
    ("word", "on"),
    [
        *((word, True) for word in (None, True, 1, "1", "yes", "YES ", "on", "True", "y", "是", "开", "开启")),
        *((word, False) for word in (False, 0, "0", "no", " No", "off", "FALSE", "n", "否", "关", "关闭", "停")),
    ],
)  # fmt: skip
def test_a_copy_is_kept_or_ended_by_known_words(word: object, *, on: bool) -> None:
    assert settings.offline(word) is on


@pytest.mark.parametrize("word", ["nein", "停用吧", "disable", "-1", "2", "no!", "ja", "ｎｏ"])
def test_another_word_is_refused_with_those_that_are_known(word: str) -> None:
    with pytest.raises(SettingError, match=r"OFFLINE=.* 用不了：停掉离线副本写 no.*关"):
        settings.offline(word)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.example", "https://x.example/"),
        (" https://x.example/kb ", "https://x.example/kb/"),
        ("https://x.example/kb//", "https://x.example/kb/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("http://localhost", "http://localhost/"),
        ("https://x.example/手册", "https://x.example/%E6%89%8B%E5%86%8C/"),
        ("https://x.example/a b'c\"d+e&f/", "https://x.example/a%20b%27c%22d%2Be%26f/"),
        ("https://x.example/100%/", "https://x.example/100%25/"),
        ("https://x.example/%23/", "https://x.example/%23/"),
        ("https://手册.例子/", "https://xn--26q012b.xn--fsqu00a/"),
        ("HTTPS://X.EXAMPLE/A", "https://x.example/A/"),
    ],
)
def test_the_address_of_a_site_is_encoded_once(text: str, address: str) -> None:
    assert settings.site_url(text) == address
    assert settings.site_url(address) == address


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x.example", "以 https:// 开头"),
        ("//x.example/", "以 https:// 开头"),
        ("https:/x.example", "以 https:// 开头"),
        ("https：//x.example", "以 https:// 开头"),
        ("ftp://x.example/", "以 https:// 开头"),
        ("/kb/", "以 https:// 开头"),
        ("https://", "以 https:// 开头"),
        ("https://a b.example/", "读不懂"),
        ("https://x.example:99999/", "读不懂"),
        ("https://x.example:port/", "读不懂"),
        ("https://[::1/", "读不懂"),
        ("https://x.example\\kb", "读不懂"),
        ("https://u:p@x.example/", "用户名和密码"),
        ("https://u:p@手册.例子/", "用户名和密码"),
        ("https://x.example/?a=1", "不能有 ? 和 #"),
        ("https://x.example/a?b/", "不能有 ? 和 #"),
        ("https://x.example/#b", "不能有 ? 和 #"),
        ("https://x.example/?", "不能有 ? 和 #"),
    ],
)
def test_what_is_no_address_of_a_site_is_told(text: str, told: str) -> None:
    with pytest.raises(SettingError) as error:
        settings.site_url(text)
    assert str(error.value).startswith(f"SITE_URL=“{text}” 用不了：")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a/b/", "https://example.org/a/b"),
        (" https://example.org/a/b.git ", "https://example.org/a/b"),
        ("https://example.org/组/b", "https://example.org/%E7%BB%84/b"),
    ],
)
def test_the_address_of_a_repository_is_what_links_begin_with(text: str, address: str) -> None:
    assert settings.repo_url(text) == address


@pytest.mark.parametrize("text", ["git@example.org:a/b.git", "a/b", "ssh://example.org/a"])
def test_what_is_no_address_of_a_repository_is_told(text: str) -> None:
    with pytest.raises(SettingError, match=r"^REPO_URL=.* 用不了：应是一个完整的网址"):
        settings.repo_url(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("edit/main/docs", "edit/main/docs/"),
        (" /edit/main/docs/ ", "edit/main/docs/"),
        ("-/edit/trunk/docs", "-/edit/trunk/docs/"),
        ("https://edit.example/docs", "https://edit.example/docs/"),
    ],
)
def test_where_guides_are_edited_ends_with_one_slash(text: str, place: str) -> None:
    assert settings.edit_uri(text) == place


@pytest.mark.parametrize("text", ["edit/my branch/docs", "edit\\main\\docs"])
def test_a_place_with_spaces_is_told(text: str) -> None:
    with pytest.raises(SettingError, match=r"^EDIT_URI=.*例如 edit/main/docs/"):
        settings.edit_uri(text)


@pytest.mark.parametrize(
    "text", ["../a.zip", "/nowhere/a.zip", "a b.zip", "离线.zip", "a.rar", ".zip", "yes"]
)
def test_a_zip_has_a_plain_name(text: str) -> None:
    assert settings.offline_zip(" a-1.0.zip ") == "a-1.0.zip"
    with pytest.raises(SettingError, match=r"^OFFLINE_ZIP=.*以 \.zip 结尾"):
        settings.offline_zip(text)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", "八千", "8000.5", "8 000"])
def test_a_port_is_a_number(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", text)
    assert main(["serve"]) == 1
    assert f"PORT=“{text}” 用不了：应是 1 到 65535 的数字" in capsys.readouterr().err


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SettingError) as error:
        settings.checked({"SITE_URL": "x", "OFFLINE": "x", "REPO_URL": "x", "HOME": "x"})
    told = str(error.value).splitlines()
    assert [line.partition("=")[0] for line in told] == ["SITE_URL", "REPO_URL", "OFFLINE"]


@pytest.mark.parametrize(
    ("environment", "edit"),
    [
        ({}, "edit/trunk/docs/"),  # of the configuration
        ({"EDIT_URI": ""}, "edit/main/docs/"),  # not the engine's own guess, master
        ({"EDIT_URI": " "}, "edit/main/docs/"),
        ({"EDIT_URI": "edit/b/docs"}, "edit/b/docs/"),
    ],
)
def test_the_engine_gets_what_is_meant(
    environment: dict[str, str], edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDIT_URI", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    conf: dict[str, Any] = {
        "site_url": "https://x.example/手", "repo_url": "https://example.org/a/b.git/",
        "edit_uri": "edit/trunk/docs/", "extra": {"offline": "关"},
    }  # fmt: skip
    settings.applied(conf)
    assert conf == {
        "site_url": "https://x.example/%E6%89%8B/",
        "repo_url": "https://example.org/a/b",
        "edit_uri": edit,
        "extra": {"offline": False, "offline_zip": ""},
    }
    settings.applied(conf | {"repo_url": None})


def test_without_a_repository_nothing_is_edited() -> None:
    conf: dict[str, Any] = {
        "site_url": None,
        "repo_url": "",
        "edit_uri": "edit/main/docs/",
        "extra": {},
    }
    settings.applied(conf)
    assert (conf["site_url"], conf["repo_url"], conf["edit_uri"]) == ("", None, None)


def test_serving_is_known_by_the_command_and_not_by_an_address() -> None:
    assert not settings.is_serving()
    for name, serves in (("serve", True), ("build", False)):
        with click.Context(click.Command(name), info_name=name):
            assert settings.is_serving() is serves
