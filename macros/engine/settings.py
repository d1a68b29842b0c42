"""The settings of a build, from the environment: an empty one is the default, a wrong one is told.

`mkdocs.yml` takes them in; what is read here is what it means by them. The commands of `macros` read
them before the site engine does, whose words are for programmers; a build by MkDocs alone reads them
as it begins.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit, urlunsplit

import click

from macros.handbook.addresses import canonical
from macros.handbook.problems import shortened

EDIT_URI = "edit/main/docs/"
"""Where a repository edits the guides, unless EDIT_URI says so."""

_ON = {"1", "on", "true", "y", "yes", "是", "要", "开", "开启", "打开"}
_OFF = {"0", "off", "false", "n", "no", "否", "不", "不要", "关", "关闭", "关掉", "停"}
_SCHEMES = ("https", "http")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.?|[0-9a-f:.]+")
_FILE = re.compile(r"[A-Za-z0-9][\w.-]*\.zip", re.ASCII)
_PLACE = re.compile(r"[^\s\\]+")
_PORTS = range(1, 65536)


class SettingError(Exception):
    """A setting that cannot be used: its name, what is wrong with it and how to mend it."""


def checked(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of an environment as the site engine can take them; those not set are left out.

    Raises:
        SettingError: when one cannot be used; tells all of them.
    """
    found, wrong = {}, []
    for name, read in _READ.items():
        if name in environment:
            try:
                found[name] = read(environment[name])
            except SettingError as error:
                wrong.append(str(error))
    if wrong:
        raise SettingError("\n".join(wrong))
    return found


def site_url(text: str | None) -> str:
    """Read the address of the site's home page; empty when it has none of its own."""
    if not (given := str(text or "").strip()):
        return ""
    parts = _whole("SITE_URL", given, "https://example.org/")
    if parts.query or parts.fragment or given.endswith(("?", "#")):
        _refuse(
            "SITE_URL", given, "网站的地址里不能有 ? 和 #；文件夹的名字里真有的，写成 %3F 和 %23"
        )
    return f"{urlunsplit(parts).rstrip('/')}/"


def repo_url(text: str | None) -> str:
    """Read the address of the repository; empty when there is none."""
    if not (given := str(text or "").strip()):
        return ""
    parts = _whole("REPO_URL", given, "https://github.com/名字/仓库")
    return urlunsplit(parts).rstrip("/").removesuffix(".git")


def edit_uri(text: str | None) -> str:
    """Read where the repository edits the guides, below its address or as an address of its own."""
    given = str(text or "").strip().strip("/")
    if given and not _PLACE.fullmatch(given):
        _refuse("EDIT_URI", given, f"应是仓库里编辑页面的路径，例如 {EDIT_URI}")
    return f"{given}/" if given else EDIT_URI


def offline(value: object) -> bool:
    """Read whether browsers may keep copies, as text or as the YAML of the site engine has it."""
    word = "" if value is None else str(value).strip().lower()
    if word and word not in _ON | _OFF:
        known = (
            "停掉离线副本写 no（off、false、0、关、否），留着写 yes（on、true、1、开、是）或不写"
        )
        _refuse("OFFLINE", word, known)
    return word not in _OFF


def offline_zip(text: str | None) -> str:
    """Read the name of the zip beside the pages; empty when there is none."""
    given = str(text or "").strip()
    if given and not _FILE.fullmatch(given):
        told = "应是一个文件名，只用字母、数字、点和连字符，以 .zip 结尾，例如 shensu-youju-offline.zip"
        _refuse("OFFLINE_ZIP", given, told)
    return given


def port(text: str) -> int:
    """Read where to listen."""
    given = text.strip() or "8000"
    if not given.isdecimal() or int(given) not in _PORTS:
        _refuse("PORT", given, "应是 1 到 65535 的数字，例如 8000")
    return int(given)


def applied(conf: Any) -> None:  # noqa: ANN401 - each engine's own
    """Put the settings as they are meant into what the site engine has made of them."""
    conf["site_url"] = site_url(conf["site_url"])
    conf["repo_url"] = repo_url(conf["repo_url"]) or None
    wanted = (
        os.environ.get("EDIT_URI") or EDIT_URI if "EDIT_URI" in os.environ else conf["edit_uri"]
    )
    conf["edit_uri"] = edit_uri(wanted) if conf["repo_url"] else None
    extra = conf["extra"]
    extra |= {
        "offline": offline(extra.get("offline")),
        "offline_zip": offline_zip(extra.get("offline_zip")),
    }


def is_serving() -> bool:
    """Tell a build for someone who writes, whose live reload a policy would refuse: by the command that runs."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


_READ: dict[str, Callable[[str], str]] = {
    "SITE_URL": site_url,
    "REPO_URL": repo_url,
    "EDIT_URI": edit_uri,
    "OFFLINE": lambda text: "yes" if offline(text) else "no",
    "OFFLINE_ZIP": offline_zip,
}


def _whole(name: str, given: str, example: str) -> SplitResult:
    """Read an address that is whole, in its one form: a scheme, a host, no password."""
    try:
        parts = urlsplit(canonical(given))
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        _refuse(name, given, f"网址里的主机名或端口读不懂，应像 {example} 这样")
    if parts.scheme not in _SCHEMES or not parts.netloc:
        _refuse(name, given, f"应是一个完整的网址，以 https:// 开头，例如 {example}")
    if "@" in urlsplit(given).netloc:
        _refuse(name, given, "网址里不能有用户名和密码，它会印在每一页上")
    if not _HOST.fullmatch(host):
        _refuse(name, given, f"网址里的主机名读不懂，应像 {example} 这样")
    return parts


def _refuse(name: str, given: str, told: str) -> NoReturn:
    raise SettingError(f"{name}=“{shortened(given)}” 用不了：{told}。")
